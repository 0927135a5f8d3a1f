package dev.gander.bootstrap;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareLink;
import dev.gander.domain.share.SharedTexts;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sharing over Nostr, loaded when somebody shares: Bouncy Castle on the module path would cost
/// every start some time and eight megabytes. An embedding program that has the adapter on its own
/// module path uses that one; the image has it in `lib/on-demand`, in a layer of its own.
final class OnDemandSharedTexts implements SharedTexts {
  private static final String MODULE = "dev.gander.adapters.nostr";

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SharedTexts loaded;

  @Override
  public ShareLink publish(String text, List<RelayAddress> relays) throws InterruptedException {
    return loaded().publish(text, relays);
  }

  @Override
  public String fetch(ShareLink link) throws InterruptedException {
    return loaded().fetch(link);
  }

  private SharedTexts loaded() {
    lock.lock();
    try {
      if (loaded == null) {
        loaded =
            onModulePath()
                .or(OnDemandSharedTexts::inImage)
                .orElseThrow(() -> new Unavailable("Sharing over Nostr is not installed"));
      }
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  private static Optional<SharedTexts> onModulePath() {
    return ServiceLoader.load(SharedTexts.class).findFirst();
  }

  private static Optional<SharedTexts> inImage() {
    ModuleLayer program = OnDemandSharedTexts.class.getModule().getLayer();
    CodeSource source = OnDemandSharedTexts.class.getProtectionDomain().getCodeSource();
    if (program == null || source == null) {
      return Optional.empty();
    }
    Path jar = Path.of(URI.create(source.getLocation().toString()));
    ModuleFinder modules = ModuleFinder.of(jar.resolveSibling("on-demand"));
    if (modules.find(MODULE).isEmpty()) {
      return Optional.empty();
    }
    Configuration configuration =
        program.configuration().resolve(modules, ModuleFinder.of(), Set.of(MODULE));
    ModuleLayer layer =
        program.defineModulesWithOneLoader(
            configuration, OnDemandSharedTexts.class.getClassLoader());
    return ServiceLoader.load(layer, SharedTexts.class).findFirst();
  }
}
