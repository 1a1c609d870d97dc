import { bsuidAt, isPhoneShown, type NumberState, type PersonState, type World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** `value` of a `messages` change, with what stands in all of them. */
export function messagesValue({ displayPhoneNumber, phoneNumberId }: NumberState, rest: Json): Json {
  const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId };
  return { messaging_product: 'whatsapp', metadata, ...rest };
}

/** `contacts[]`: a field that is not known is absent, never empty (cloud-api.md 3.3). */
export function contactCard(world: World, number: NumberState, person: PersonState): Json {
  return {
    profile: { name: person.name, ...(person.username === null ? {} : { username: person.username }) },
    ...(isPhoneShown(world, number, person) ? { wa_id: person.phone } : {}),
    user_id: bsuidAt(person, number),
    ...(person.parentBsuid === null ? {} : { parent_user_id: person.parentBsuid }),
    ...(number.hasIdentityCheck && person.identityKeyHash !== null
      ? { identity_key_hash: person.identityKeyHash }
      : {}),
  };
}

/** Who wrote, on the message itself. */
export function senderFields(world: World, number: NumberState, person: PersonState): Json {
  return {
    ...(isPhoneShown(world, number, person) ? { from: person.phone } : {}),
    from_user_id: bsuidAt(person, number),
    ...(person.parentBsuid === null ? {} : { from_parent_user_id: person.parentBsuid }),
  };
}
