package dev.gander.adapters.nostr;

import dev.gander.adapters.nostr.Relays.Answers;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Texts as events of goose's kind: the content is encrypted (NIP-44) with a key of its own, which
/// is in the link, and signed with a key that is used only once. No network or Bouncy Castle class
/// is loaded before the first use, and nothing stays open between uses.
final class NostrSharedTexts implements SharedTexts {
  /// The kind of goose's published sessions.
  private static final long KIND = 30_278;

  private final UsualRelays usual;
  private final Clock clock;
  private final Relays relays;

  NostrSharedTexts(Settings settings, Clock clock, Relays relays) {
    this.usual = new UsualRelays(settings);
    this.clock = clock;
    this.relays = relays;
  }

  @Override
  public SharedText publish(String text, List<String> places) throws InterruptedException {
    List<RelayAddress> to = addresses(places.isEmpty() ? usual.read() : places);
    if (to.isEmpty()) {
      throw new InvalidInput("No relay is named");
    }
    if (to.size() > ShareLink.MOST_RELAYS) {
      throw new InvalidInput("No link may name more than " + ShareLink.MOST_RELAYS + " relays");
    }
    return shared(publish(text.getBytes(StandardCharsets.UTF_8), to));
  }

  private static List<RelayAddress> addresses(List<String> places) {
    return places.stream()
        .map(String::strip)
        .filter(place -> !place.isEmpty())
        .distinct()
        .map(RelayAddress::new)
        .toList();
  }

  private ShareLink publish(byte[] utf8, List<RelayAddress> to) throws InterruptedException {
    if (utf8.length > MOST_BYTES) {
      throw new InvalidInput(
          "Too long to be shared: %d bytes of at most %d".formatted(utf8.length, MOST_BYTES));
    }
    SecureRandom random = new SecureRandom();
    byte[] key = Secp256k1.newSecret(random);
    NostrEvent event = event(Nip44.encrypt(utf8, conversation(key), nonce(random)), random);
    Answers<NostrEvent> answers =
        relays.ask(
            to,
            to.size(),
            relay -> {
              relay.publish(event);
              return event;
            });
    if (answers.good().isEmpty()) {
      throw new Unavailable("No relay took it: " + said(answers));
    }
    EventPointer pointer = new EventPointer(new EventId(event.id()), to, event.author(), KIND);
    return new ShareLink(pointer, ShareKey.of(key));
  }

  private static SharedText shared(ShareLink link) {
    return new SharedText(
        link.text(),
        link.event().nevent(),
        link.event().id().value(),
        link.event().relays().stream().map(RelayAddress::text).toList());
  }

  @Override
  public String fetch(String text) throws InterruptedException {
    ShareLink link = ShareLink.parse(text);
    byte[] conversation = conversation(link.key().bytes());
    EventId id = link.event().id();
    Answers<NostrEvent> answers =
        relays.ask(link.event().relays(), 1, relay -> relay.fetch(id, KIND));
    if (answers.good().isEmpty()) {
      throw new InvalidInput("No relay has it: " + said(answers));
    }
    return Nip44.decrypt(answers.good().getFirst().content(), conversation);
  }

  private NostrEvent event(String content, SecureRandom random) {
    List<List<String>> tags =
        List.of(List.of("d", "goose-session-" + orderedId(random)), List.of("client", "goose"));
    long now = clock.instant().getEpochSecond();
    return NostrEvent.sign(Secp256k1.newSecret(random), now, KIND, tags, content, random);
  }

  /// A UUID of version 7, which begins with the time in milliseconds.
  private UUID orderedId(SecureRandom random) {
    long high = (clock.millis() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(high, low);
  }

  /// The key of the link is both sides of the conversation.
  private static byte[] conversation(byte[] key) {
    return Nip44.conversationKey(key, Secp256k1.publicKey(key));
  }

  private static byte[] nonce(SecureRandom random) {
    byte[] nonce = new byte[Nip44.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  private static String said(Answers<?> answers) {
    return answers.failures().isEmpty() ? "none is named" : String.join("; ", answers.failures());
  }
}
