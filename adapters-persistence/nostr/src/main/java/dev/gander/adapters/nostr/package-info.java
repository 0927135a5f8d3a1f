/// Sharing over Nostr. Start with `NostrSharedTexts`; the service loader finds [NostrSharing].
/// `ShareLink` and `EventPointer` are the links, `Secp256k1` is the only use of Bouncy Castle,
/// `Nip44` the encryption, `NostrEvent` the signed content, `Relays` and `RelayConnection` the
/// network. Nothing here trusts a relay.
@NullMarked
package dev.gander.adapters.nostr;

import org.jspecify.annotations.NullMarked;
