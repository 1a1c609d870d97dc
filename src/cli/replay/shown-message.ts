import { z } from 'zod';

/** A message of the business as a person sees it. */
export interface ShownMessage {
  /** Whom it is for, as it was addressed. Lives in memory only. */
  readonly to: string;
  readonly text: string;
  readonly buttons: readonly { readonly id: string; readonly title: string }[];
  /** The one-time code in it, if there is one. */
  readonly code: string | null;
}

const text = z.string().catch('');
const parameters = z.array(z.looseObject({ text })).catch([]);

/** The bodies of `POST /{phone}/messages`, as far as a person would see them. */
const sendBody = z.looseObject({
  to: text,
  recipient: text,
  status: text,
  text: z.looseObject({ body: text }).optional(),
  interactive: z
    .looseObject({
      body: z.looseObject({ text }).catch({ text: '' }),
      action: z
        .looseObject({
          buttons: z.array(z.looseObject({ reply: z.looseObject({ id: text, title: text }) })).catch([]),
          sections: z
            .array(z.looseObject({ rows: z.array(z.looseObject({ id: text, title: text })).catch([]) }))
            .catch([]),
        })
        .catch({ buttons: [], sections: [] }),
    })
    .optional(),
  template: z
    .looseObject({
      name: text,
      components: z.array(z.looseObject({ type: text, parameters })).catch([]),
    })
    .optional(),
});

/** Reads a send; `null` for anything else (a read mark, another edge). */
export function readShownMessage(path: string, body: string): ShownMessage | null {
  if (!/^\/v[0-9.]+\/[^/]+\/messages$/.test(path)) return null;
  const parsed = sendBody.safeParse(parseJson(body));
  if (!parsed.success || parsed.data.status === 'read') return null;
  const { to, recipient, interactive, template } = parsed.data;
  const words = parsed.data.text?.body ?? interactive?.body.text ?? templateText(template);
  const replies = interactive?.action.buttons.map(({ reply }) => reply) ?? [];
  const rows = interactive?.action.sections.flatMap((section) => section.rows) ?? [];
  const buttons = [...replies, ...rows].map(({ id, title }) => ({ id, title }));
  return {
    to: (to === '' ? recipient : to).replace(/^\+/, ''),
    text: words,
    buttons,
    code: codeIn(words, buttons.length > 0),
  };
}

function templateText(template: z.infer<typeof sendBody>['template']): string {
  if (template === undefined) return '';
  const filled = template.components.filter(({ type }) => type === 'body').flatMap((one) => one.parameters);
  return `[${template.name}] ${filled.map((one) => one.text).join(' · ')}`;
}

/** Six to eight digits by themselves. What has buttons asks something and carries no code. */
function codeIn(words: string, hasButtons: boolean): string | null {
  return hasButtons ? null : (/(?<![\d-])\d{6,8}(?![\d-])/.exec(words)?.[0] ?? null);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
