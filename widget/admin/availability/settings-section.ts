import { css, html, nothing, type TemplateResult } from 'lit';
import type { ScheduleSettings } from '../../../api/contract/schedule.ts';
import { duration } from '../../format.ts';
import { adminStyles } from '../admin-styles.ts';
import { Part } from './part.ts';
import {
  bounds,
  durationBounds,
  isZone,
  MOST_DURATIONS,
  type SettingFault,
  unitOf,
} from './settings-faults.ts';

/** Lengths that are offered with one click. */
const commonDurations = [15, 20, 30, 45, 60, 90, 120];

/** How sessions may be booked: breaks, notice, window, steps, lengths, zone, and whether at all. */
export class SettingsSection extends Part {
  static override properties = {
    ...Part.properties,
    faults: { attribute: false },
    zones: { attribute: false },
    unit: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 18px 24px; align-items: start; }
      .number { display: flex; align-items: center; gap: 8px; font-weight: 400; }
      .number input { inline-size: 110px; }
      .number select { inline-size: auto; }
      .wide { grid-column: 1 / -1; }
      .chips { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 8px; }
      .chips button { min-inline-size: 72px; border-radius: 22px; font-weight: 400; }
      .chips button[aria-pressed=true] { border-color: transparent; background: #1b4965; color: #fff; }
      .new { display: flex; gap: 8px; align-items: end; max-inline-size: 340px; }
    `,
  ];

  declare faults: readonly SettingFault[];
  declare zones: readonly string[];
  /** What the notice is told in, minutes. */
  declare unit: 1 | 60 | 1440 | undefined;

  #set(change: Partial<ScheduleSettings>, told = ''): void {
    this.edit({ settings: { ...this.draft.settings, ...change } }, told);
  }

  override render(): TemplateResult {
    const { words } = this;
    const { settings } = words;
    const { is_available } = this.draft.settings;
    const toggle = (event: Event) =>
      this.#set({ is_available: (event.target as HTMLInputElement).checked }, settings.taking);
    return html`<section class="card" aria-labelledby="settings">
      <h2 id="settings">${settings.title}</h2>
      <div class="fields">
        <div class="wide">
          <label class="check"><input type="checkbox" name="is_available" .checked=${is_available} @change=${toggle}
            aria-describedby="taking" />${settings.taking}</label>
          <p class="hint" id="taking">${settings.takingHint}</p>
        </div>
        ${this.#zone()}
        ${this.#number('buffer_minutes', settings.buffer, settings.bufferHint, settings.minutes)}
        ${this.#notice()}
        ${this.#number('booking_window_days', settings.window, settings.windowHint, settings.days)}
        ${this.#number('slot_step_minutes', settings.step, settings.stepHint, settings.minutes)}
        ${this.#durations()}
      </div>
    </section>`;
  }

  #zone(): TemplateResult {
    const { settings } = this.words;
    const change = (event: Event) => {
      const typed = (event.target as HTMLInputElement).value.trim();
      const like = (zone: string) => zone.toLowerCase().replaceAll('_', ' ');
      const wanted = like(typed);
      const found =
        this.zones.find((zone) => like(zone) === wanted) ??
        this.zones.find((zone) => like(zone).endsWith(`/${wanted}`));
      const isKnown = found !== undefined || isZone(typed);
      this.#set({ timezone: found ?? typed }, isKnown ? (found ?? typed) : settings.zoneFault);
    };
    const isFault = this.#isFault('timezone');
    return html`<div class="label">
      <label for="timezone">${settings.zone}</label>
      <input id="timezone" name="timezone" list="zones" autocomplete="off" spellcheck="false" dir="ltr"
        .value=${this.draft.settings.timezone} aria-invalid=${isFault} aria-describedby="zone" @change=${change} />
      <datalist id="zones">${this.zones.map(
        (zone) => html`<option value=${zone}>${zone.replaceAll('_', ' ')}</option>`,
      )}</datalist>
      <span class="hint" id="zone">${settings.zoneHint}</span>
      ${isFault === 'true' ? html`<span class="fault" role="alert">${settings.zoneFault}</span>` : nothing}
    </div>`;
  }

  #number(
    name: Exclude<keyof typeof bounds, 'min_notice_minutes'>,
    label: string,
    hint: string,
    unit: string,
  ) {
    const change = (event: Event) => this.#set({ [name]: numberOf(event) }, label);
    return this.#field(name, label, hint, this.draft.settings[name], change, html`<span>${unit}</span>`);
  }

  #notice(): TemplateResult {
    const { settings } = this.words;
    const minutes = this.draft.settings.min_notice_minutes;
    const unit = this.unit ?? unitOf(minutes);
    const setUnit = (event: Event) => {
      const next = Number((event.target as HTMLSelectElement).value) as 1 | 60 | 1440;
      this.unit = next;
      this.#set({ min_notice_minutes: (minutes / unit) * next }, settings.notice);
    };
    const change = (event: Event) => {
      this.unit = unit;
      this.#set({ min_notice_minutes: numberOf(event) * unit }, settings.notice);
    };
    const units = [
      [1, settings.minutes],
      [60, settings.hours],
      [1440, settings.days],
    ] as const;
    const choice = html`<select aria-label="${settings.notice}: ${settings.unit}" @change=${setUnit}>${units.map(
      ([value, name]) => html`<option value=${value} .selected=${value === unit}>${name}</option>`,
    )}</select>`;
    return this.#field(
      'min_notice_minutes',
      settings.notice,
      settings.noticeHint,
      minutes / unit,
      change,
      choice,
    );
  }

  #field(
    name: keyof typeof bounds,
    label: string,
    hint: string,
    value: number,
    change: (event: Event) => void,
    unit: TemplateResult,
  ): TemplateResult {
    const [least, most] = bounds[name];
    const isFault = this.#isFault(name);
    return html`<div class="label">
      <label for=${name}>${label}</label>
      <div class="number"><input id=${name} name=${name} type="number" inputmode="numeric" min=${least}
        .value=${Number.isNaN(value) ? '' : String(value)} aria-invalid=${isFault} aria-describedby="${name}-hint" @change=${change} />${unit}</div>
      <span class="hint" id="${name}-hint">${hint}</span>
      ${isFault === 'true' ? html`<span class="fault" role="alert">${this.words.settings.between(least, most)}</span>` : nothing}
    </div>`;
  }

  #durations(): TemplateResult {
    const { settings, tag } = this.words;
    const { durations } = this.draft.settings;
    const [least, most] = durationBounds;
    const offered = [...new Set([...commonDurations, ...durations])].sort((a, b) => a - b);
    const toggle = (minutes: number) => () => {
      const changed = durations.includes(minutes)
        ? durations.filter((each) => each !== minutes)
        : [...durations, minutes];
      this.#set({ durations: changed.sort((a, b) => a - b) }, duration(minutes, tag));
    };
    const add = (event: Event) => {
      event.preventDefault();
      const input = this.renderRoot.querySelector('#new') as HTMLInputElement;
      const minutes = Number(input.value);
      if (!input.checkValidity() || !input.value || durations.includes(minutes))
        return input.reportValidity();
      input.value = '';
      toggle(minutes)();
      return true;
    };
    const isFull = durations.length >= MOST_DURATIONS;
    return html`<fieldset class="wide"><legend>${settings.durations}</legend>
      <span class="hint">${settings.durationsHint}</span>
      <div class="chips">${offered.map(
        (each) => html`<button type="button" aria-pressed=${durations.includes(each)}
          ?disabled=${durations.includes(each) ? durations.length === 1 : isFull} @click=${toggle(each)}
        >${duration(each, tag)}</button>`,
      )}</div>
      <form class="new" @submit=${add}><label>${settings.newDuration}
        <input id="new" type="number" inputmode="numeric" min=${least} max=${most} step="1" ?disabled=${isFull} /></label>
        <button aria-label=${settings.addDuration} ?disabled=${isFull}>${this.common.add}</button></form>
    </fieldset>`;
  }

  #isFault(name: SettingFault): 'true' | typeof nothing {
    return this.faults.includes(name) ? 'true' : nothing;
  }
}

function numberOf(event: Event): number {
  const { value } = event.target as HTMLInputElement;
  return value === '' ? Number.NaN : Number(value);
}

customElements.define('availability-settings', SettingsSection);
