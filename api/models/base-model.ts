import objection from 'objection';

const { Model, snakeCaseMappers } = objection;

/** Columns are snake_case, properties camelCase. No model is bound to a connection: every query names its own. */
export class BaseModel extends Model {
  static override columnNameMappers = snakeCaseMappers();
  static override useLimitInFirst = true;
}
