/// Shared texts on Nostr relays: events, signatures, encryption, WebSockets. A plug-in: users of
/// the port find it as a service.
module dev.gander.adapters.nostr {
  requires dev.gander.domain;
  requires dev.gander.json.jackson;
  requires java.net.http;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  provides dev.gander.domain.share.SharedTextsFactory with
      dev.gander.adapters.nostr.NostrSharing;
}
