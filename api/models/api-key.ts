import type { Scope } from '../contract/operation.ts';
import { BaseModel } from './base-model.ts';

/** What a program of the partner authenticates with; only a hash of the key is stored. */
export class ApiKey extends BaseModel {
  static override tableName = 'api_key';

  declare id: number;
  declare partnerId: number;
  /** The person as whom it acts, so that the audit names it. */
  declare userId: number;
  declare name: string;
  declare scopes: Scope[];
  declare secretHash: Buffer;
  declare createdAt: Date;
  declare lastUsedAt: Date | null;
  declare revokedAt: Date | null;
}
