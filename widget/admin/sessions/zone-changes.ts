import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ZoneChange, ZoneChangeList } from '../../../api/contract/zone-change.ts';
import { city, dayName } from '../../format.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { SessionWords } from './strings.ts';

/** Sessions to come whose people were told a time that their clocks will not show; nothing where there are none. */
export class ZoneChanges extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    changes: { state: true },
    isCut: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      summary { cursor: pointer; }
      ul { padding: 0; list-style: none; }
      li { overflow-wrap: anywhere; }
      a { display: inline-block; padding-block: 12px; }
    `,
  ];

  declare app: App;
  declare words: SessionWords;
  declare private changes: readonly ZoneChange[] | undefined;
  declare private isCut: boolean;

  protected override firstUpdated(_: PropertyValues): void {
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      const path = '/api/partner/zone-changes?upcoming=true&limit=100';
      const found: ZoneChangeList = await this.app.client.get(path);
      this.changes = found.zone_changes;
      this.isCut = found.next_cursor !== null;
    } catch (error) {
      this.app.fail(error);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { words, changes } = this;
    if (!changes?.length) return nothing;
    return html`<details class="message">
      <summary>${words.clocksChanged(`${changes.length}${this.isCut ? '+' : ''}`)}</summary>
      <ul>${changes.map((change) => this.#row(change))}</ul>
    </details>`;
  }

  #row({
    session_id,
    mentor,
    student,
    person_id,
    timezone,
    told_time,
    new_time,
  }: ZoneChange): TemplateResult {
    const { words, app } = this;
    const { tag } = app.common;
    const [toldDate = '', told = ''] = told_time.split('T');
    const [newDate = '', shown = ''] = new_time.split('T');
    const who = person_id === student.id ? student.name : mentor.name;
    const day = newDate === toldDate ? '' : `${dayName(newDate, tag)} `;
    return html`<li>
      <a href="/admin/sessions/${session_id}"><bdi>${mentor.name}</bdi> · <bdi>${student.name}</bdi></a>
      <small>${dayName(toldDate, tag)} · ${words.clockShows(who, told, `${day}${shown}`, city(timezone))}</small>
    </li>`;
  }
}

customElements.define('admin-zone-changes', ZoneChanges);
