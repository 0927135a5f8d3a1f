package dev.gander.adapters.bundled;

import dev.gander.adapters.bundled.chart.AutoVisualiser;
import dev.gander.adapters.bundled.computer.ComputerController;
import dev.gander.adapters.bundled.memory.MemoryServer;
import dev.gander.adapters.bundled.tutorial.TutorialServer;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.RequestTimeout;
import java.time.Duration;

/// The bundled extensions, inside this process.
public final class InProcessServers implements BundledServers {
  @Override
  public ExtensionConnector connector(Surroundings surroundings) {
    return new Connector(
        surroundings.settings(),
        new MemoryServer(surroundings.config(), surroundings.state()),
        new ComputerController(surroundings));
  }

  private record Connector(Settings settings, MemoryServer memory, ComputerController computer)
      implements ExtensionConnector {
    @Override
    public boolean connects(ExtensionConfig config) {
      return BundledServers.has(config);
    }

    @Override
    public Extension connect(ExtensionConfig config, ExtensionHost host) {
      Duration limit = limit(config);
      return switch (config.key().value()) {
        case "memory" -> memory.start(limit);
        case "tutorial" -> TutorialServer.start(limit);
        case "autovisualiser" -> AutoVisualiser.start(limit);
        case "computercontroller" -> computer.start(limit);
        case String other -> throw ExtensionException.invalidConfig("Unknown extension: " + other);
      };
    }

    private Duration limit(ExtensionConfig config) {
      Long own = config instanceof ExtensionConfig.Builtin builtin ? builtin.timeout() : null;
      return RequestTimeout.of(own, settings);
    }
  }
}
