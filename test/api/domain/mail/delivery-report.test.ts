import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isAboutAddress, statusIn } from '../../../../api/domain/mail/bounce.ts';
import { readDeliveryReport } from '../../../../api/domain/mail/delivery-report.ts';

const lines = (...all: string[]): string => all.join('\r\n');

/** As Postfix sends it. */
const postfix = lines(
  'Return-Path: <>',
  'From: MAILER-DAEMON@mx.example.edu (Mail Delivery System)',
  'Subject: Undelivered Mail Returned to Sender',
  'Content-Type: multipart/report; report-type=delivery-status;',
  '\tboundary="A1B2.1/mx.example.edu"',
  'Message-Id: <20261123050001.A1B2@mx.example.edu>',
  '',
  '--A1B2.1/mx.example.edu',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  'I am sorry to have to inform you that your message could not',
  'be delivered to one or more recipients.',
  '',
  '<nobody@campus.example.edu>: host mx.campus.example.edu said: 550 5.1.1 User unknown',
  '',
  '--A1B2.1/mx.example.edu',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example.edu',
  'X-Postfix-Sender: rfc822; mentors@example.edu',
  'Arrival-Date: Mon, 23 Nov 2026 05:00:00 +0000 (UTC)',
  '',
  'Final-Recipient: rfc822; nobody@campus.example.edu',
  'Original-Recipient: rfc822;Nobody@example.edu',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.campus.example.edu',
  'Diagnostic-Code: smtp; 550 5.1.1 <nobody@campus.example.edu>:',
  '    Recipient address rejected: User unknown',
  '',
  '--A1B2.1/mx.example.edu',
  'Content-Type: text/rfc822-headers',
  '',
  'From: Mentors <mentors@example.edu>',
  'Message-ID: <message-12@example.edu>',
  'Subject: Session',
  '',
  '--A1B2.1/mx.example.edu--',
);

/** As Exim sends it: no enhanced code of its own. */
const exim = lines(
  'Reporting-MTA: dns; mail.example.edu',
  '',
  'Action: failed',
  'Final-Recipient: rfc822;gone@example.org',
  'Status: 5.0.0',
  'Remote-MTA: dns; mx.example.org',
  'Diagnostic-Code: smtp; 550 5.1.1 The email account does not exist.',
);

describe('a report about a mail', () => {
  it('is read as Postfix writes it: which message, which addresses, and why', () => {
    assert.deepEqual(readDeliveryReport(postfix), {
      messageIds: [12],
      recipients: [
        {
          action: 'failed',
          addresses: ['Nobody@example.edu', 'nobody@campus.example.edu'],
          refusal: {
            reply: 550,
            status: '5.1.1',
            text: 'smtp; 550 5.1.1 <nobody@campus.example.edu>: Recipient address rejected: User unknown',
          },
        },
      ],
    });
    assert.deepEqual(readDeliveryReport(postfix.replaceAll('\r\n', '\n')), readDeliveryReport(postfix));
  });

  it('is read as its machine part alone, with the code of the other server where its own says nothing', () => {
    const { messageIds, recipients: [recipient] = [] } = readDeliveryReport(exim) ?? {};
    assert.deepEqual(messageIds, []);
    assert.deepEqual([recipient?.addresses, recipient?.refusal.status], [['gone@example.org'], '5.1.1']);
  });

  it('names our mail by its envelope too', () => {
    const report = `Original-Envelope-Id: message-7@example.edu\n${exim}`;
    assert.deepEqual(readDeliveryReport(report)?.messageIds, [7]);
  });

  it('tells of delays and of what arrived, and of nothing that was only passed on', () => {
    const actions = ['delayed', 'delivered', 'relayed', 'expanded', 'Failed (for good)'].map((action) =>
      readDeliveryReport(exim.replace('Action: failed', `Action: ${action}`))?.recipients.map(
        (each) => each.action,
      ),
    );
    assert.deepEqual(actions, [['delayed'], ['delivered'], [], [], ['failed']]);
  });

  it('is none where no recipient is told of', () => {
    for (const text of [
      '',
      'Hello',
      'Subject: Away until Monday\n\nI am away.',
      '{"Type":"Notification"}',
      '\0'.repeat(50),
    ])
      assert.equal(readDeliveryReport(text), null);
  });
});

describe('a refusal of a mail server', () => {
  const cases: readonly (readonly [answer: string, isAboutAddress: boolean])[] = [
    ['550 5.1.1 No such user', true],
    ['550 5.1.10 Recipient not found', true],
    ['550 5.1.2 Host unknown', true],
    ['553 5.1.3 Bad recipient address syntax', true],
    ['550 5.2.1 Mailbox disabled', true],
    ['550 5.4.1 Recipient address rejected: Access denied', true],
    ['550 5.5.0 Requested action not taken: mailbox unavailable', true],
    ['550 #5.1.0 Address rejected', true],
    ['550-5.1.1 The account does not exist', true],
    ['550 No such person here', true],
    ['551 User not local', true],
    ['553 sorry, that domain is not in my list', true],
    ['552 5.2.2 Mailbox full', false],
    ['552 Message too large', false],
    ['550 5.1.8 Sender address rejected: domain not found', false],
    ['553 5.7.1 Sender address rejected: not owned by user', false],
    ['554 5.7.1 Relay access denied', false],
    ['550 relay not permitted', false],
    ['550 5.7.26 Unauthenticated mail is not accepted', false],
    ['554 Spam', false],
    ['550 5.6.0 Content rejected', false],
    ['450 4.1.1 Try again', false],
  ];

  for (const [answer, expected] of cases)
    it(`${expected ? 'is' : 'is not'} about the address: ${answer}`, () => {
      const refusal = { reply: Number(answer.slice(0, 3)), status: statusIn(answer), text: answer };
      assert.equal(isAboutAddress(refusal), expected);
    });

  it('has no enhanced code in what only looks like one', () => {
    for (const text of [
      '550 host 10.5.1.1 is blocked',
      '550 <ann5.1.1@example.edu> unknown',
      '550 relay 5.1.1',
      '5.1',
      '550',
      'v15.1.1',
      '1.5.1.1',
    ])
      assert.equal(statusIn(text), null, text);
  });
});
