package org.example.quarkus;

import dev.gander.bootstrap.Gander;
import dev.gander.bootstrap.GanderServer;
import dev.gander.client.GanderClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Starts an agent with the application, and ends it with it.
@ApplicationScoped
class Agents {
  @Produces
  @Singleton
  GanderServer gander(
      @ConfigProperty(name = "gander.home") Path home,
      @ConfigProperty(name = "gander.provider") String provider,
      @ConfigProperty(name = "gander.model") String model)
      throws IOException {
    return Gander.builder().home(home).model(provider, model).start();
  }

  void end(@Disposes GanderServer gander) {
    gander.close();
  }

  @Produces
  @Singleton
  GanderClient client(GanderServer gander) {
    return new GanderClient(gander.uri(), gander.key());
  }

  void end(@Disposes GanderClient client) {
    client.close();
  }
}
