package dev.gander.bootstrap.ondemand;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import dev.gander.domain.share.SharedTextsFactory;
import java.util.List;

/// Sharing over Nostr, loaded on first use, since it requires Bouncy Castle.
public final class OnDemandSharedTexts implements SharedTexts {
  private final OnDemand<SharedTextsFactory> factory =
      new OnDemand<>(
          SharedTextsFactory.class,
          "dev.gander.adapters.nostr",
          "nostr",
          () -> new Unavailable("Sharing over Nostr is not installed"));
  private final Settings settings;

  public OnDemandSharedTexts(Settings settings) {
    this.settings = settings;
  }

  @Override
  public SharedText publish(String text, List<String> places) throws InterruptedException {
    return texts().publish(text, places);
  }

  @Override
  public String fetch(String link) throws InterruptedException {
    return texts().fetch(link);
  }

  private SharedTexts texts() {
    return factory.get().create(settings);
  }
}
