package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.domain.config.KnownSecrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanderServerTest {
  @TempDir Path folder;

  /// Also one that is not in the environment, since it was generated.
  @Test
  void theKeyOfTheServerIsASecret() throws Exception {
    KnownSecrets secrets = new KnownSecrets();
    var options = HttpOptions.of("127.0.0.1", 0, "key-of-the-server", null, Set.of());
    GanderServer.start(Environment.in(folder, Map.of()), options, null, secrets).close();

    assertEquals("use ***", secrets.hiddenIn("use key-of-the-server"));
  }
}
