import { BaseModel } from './base-model.ts';
import { Mentor } from './mentor.ts';
import { WaitingListEntry } from './waiting-list-entry.ts';

/** A start that is held for somebody who waits, or was. */
export class WaitingListOffer extends BaseModel {
  static override tableName = 'waiting_list_offer';

  declare id: number;
  declare partnerId: number;
  declare entryId: number;
  declare mentorId: number;
  declare startsAt: Date;
  declare endsAt: Date;
  /** Until when it can be accepted. */
  declare expiresAt: Date;
  /** Null while it stands. */
  declare outcome: 'booked' | 'declined' | 'left' | 'missed' | null;
  declare createdAt: Date;
  declare entry?: WaitingListEntry;
  declare mentor?: Mentor;

  static override get relationMappings() {
    return {
      entry: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: WaitingListEntry,
        join: { from: 'waiting_list_offer.entry_id', to: 'waiting_list_entry.id' },
      },
      mentor: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: Mentor,
        join: { from: 'waiting_list_offer.mentor_id', to: 'mentor.id' },
      },
    };
  }
}
