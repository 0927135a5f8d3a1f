package org.example.spring;

import dev.gander.bootstrap.Gander;
import dev.gander.bootstrap.GanderServer;
import dev.gander.client.GanderClient;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// An application with an agent. Spring closes what the beans return.
@SpringBootApplication
public class Application {
  /// @param arguments as Spring Boot takes them: `--gander.home=…`
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Bean
  GanderServer gander(
      @Value("${gander.home}") Path home,
      @Value("${gander.provider}") String provider,
      @Value("${gander.model}") String model)
      throws IOException {
    return Gander.builder().home(home).model(provider, model).start();
  }

  @Bean
  GanderClient client(GanderServer gander) {
    return new GanderClient(gander.uri(), gander.key());
  }
}
