package dev.gander.adapters.nostr;

import dev.gander.domain.config.Settings;
import dev.gander.domain.share.SharedTexts;
import dev.gander.domain.share.SharedTextsFactory;
import java.time.Clock;
import java.time.Duration;

/// Sharing over Nostr, for the service loader.
public final class NostrSharing implements SharedTextsFactory {
  private static final Duration CONNECT = Duration.ofSeconds(8);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  @Override
  public SharedTexts create(Settings settings) {
    return new NostrSharedTexts(settings, Clock.systemUTC(), new Relays(CONNECT, ANSWER));
  }
}
