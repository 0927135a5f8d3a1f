package dev.gander.bootstrap;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareLink;
import dev.gander.domain.share.SharedTexts;
import java.util.List;

/// Sharing over Nostr, loaded when somebody shares: it needs Bouncy Castle.
final class OnDemandSharedTexts implements SharedTexts {
  private final OnDemand<SharedTexts> texts =
      new OnDemand<>(
          SharedTexts.class,
          "dev.gander.adapters.nostr",
          "nostr",
          () -> new Unavailable("Sharing over Nostr is not installed"));

  @Override
  public ShareLink publish(String text, List<RelayAddress> relays) throws InterruptedException {
    return texts.get().publish(text, relays);
  }

  @Override
  public String fetch(ShareLink link) throws InterruptedException {
    return texts.get().fetch(link);
  }
}
