/// Sharing over Nostr. Start with `NostrSharedTexts`; [NostrSharing] is what the service loader
/// finds. `ShareLink` and `EventPointer` are the links, `Secp256k1` is all that is left to Bouncy
/// Castle, `Nip44` the encryption, `NostrEvent` what is signed, `Relays` and `RelayConnection` the
/// network. Nothing here trusts a relay.
@NullMarked
package dev.gander.adapters.nostr;

import org.jspecify.annotations.NullMarked;
