/// Sharing over Nostr: [NostrSharedTexts] is the way in. `Secp256k1` is all that is left to Bouncy
/// Castle, `Nip44` the encryption, `NostrEvent` what is signed, `Relays` and below them
/// `RelayConnection` the network. Nothing here trusts a relay.
@NullMarked
package dev.gander.adapters.nostr;

import org.jspecify.annotations.NullMarked;
