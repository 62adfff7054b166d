import { html, nothing, type TemplateResult } from 'lit';
import type { BusyFeed } from '../../../api/contract/busy-feed.ts';
import { ago } from '../relative-time.ts';
import type { AdminStrings } from '../strings/strings.ts';
import type { CalendarWords } from './strings.ts';

export interface FeedItemOptions {
  readonly feed: BusyFeed;
  readonly words: CalendarWords;
  readonly common: AdminStrings;
  readonly isReading: boolean;
  readonly read: () => void;
  readonly remove: () => void;
}

/** One of the other calendars: how it does, and since when. */
export function feedItem({ feed, words, common, isReading, read, remove }: FeedItemOptions): TemplateResult {
  const { name, host, failure, skipped_events, skipped_reasons, succeeded_at, read_at } = feed;
  const isOnlyHost = name === host;
  const times = [
    succeeded_at ? words.lastRead(ago(succeeded_at, common.tag)) : words.neverRead,
    failure && read_at ? words.lastTried(ago(read_at, common.tag)) : '',
  ];
  return html`<li>
    <div class="stack">
      <h3><bdi>${name}</bdi>
        <span class="badge ${failure ? 'bad' : 'good'}">${failure ? words.failing : words.working}</span></h3>
      <small>${isOnlyHost ? nothing : html`<bdi>${host}</bdi> · `}${times.filter(Boolean).join(' · ')}</small>
      ${failure ? html`<p class="message error">${words.failures[failure]} ${succeeded_at ? words.kept : nothing}</p>` : nothing}
      ${skipped_events ? html`<p class="hint">${words.skipped(skipped_events)}</p>` : nothing}
      ${skipped_reasons.length > 0 ? html`<ul class="hint">${skipped_reasons.map(({ reason, count }) => html`<li>${count} ${words.skipReasons[reason]}</li>`)}</ul>` : nothing}
    </div>
    <div class="row">
      <button class="plain" ?disabled=${isReading} aria-label="${words.readNow}: ${name}" @click=${read}>${words.readNow}</button>
      <button class="plain danger" aria-label="${common.remove}: ${name}" @click=${remove}>${common.remove}</button>
    </div>
  </li>`;
}
