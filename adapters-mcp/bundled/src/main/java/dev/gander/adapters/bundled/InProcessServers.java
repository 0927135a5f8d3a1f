package dev.gander.adapters.bundled;

import dev.gander.adapters.bundled.chart.AutoVisualiser;
import dev.gander.adapters.bundled.computer.ComputerController;
import dev.gander.adapters.bundled.memory.MemoryServer;
import dev.gander.adapters.bundled.tutorial.TutorialServer;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;

/// The bundled extensions, inside this process.
public final class InProcessServers implements BundledServers {
  @Override
  public ExtensionConnector connector(Surroundings surroundings) {
    return new Connector(
        new MemoryServer(surroundings.config()), new ComputerController(surroundings));
  }

  private record Connector(MemoryServer memory, ComputerController computer)
      implements ExtensionConnector {
    @Override
    public boolean connects(ExtensionConfig config) {
      return BundledServers.has(config);
    }

    @Override
    public Extension connect(ExtensionConfig config, ExtensionHost host) {
      return switch (config.key().value()) {
        case "memory" -> memory.start();
        case "tutorial" -> TutorialServer.start();
        case "autovisualiser" -> AutoVisualiser.start();
        case "computercontroller" -> computer.start();
        case String other -> throw ExtensionException.invalidConfig("Unknown extension: " + other);
      };
    }
  }
}
