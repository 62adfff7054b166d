import { BaseModel } from './base-model.ts';

/** A person of a partner: student, mentor or admin, known by the `sub` of her tokens. */
export class User extends BaseModel {
  static override tableName = 'app_user';

  declare id: number;
  declare partnerId: number;
  declare externalId: string;
  declare name: string;
  declare email: string | null;
  declare locale: string | null;
  declare timezone: string | null;
  declare isAdmin: boolean;
  declare createdAt: Date;
  declare updatedAt: Date;
}
