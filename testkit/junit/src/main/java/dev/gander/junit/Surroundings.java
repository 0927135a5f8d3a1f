package dev.gander.junit;

import dev.gander.bootstrap.Gander;
import dev.gander.bootstrap.GanderBuilder;
import dev.gander.bootstrap.GanderServer;
import dev.gander.client.Chat;
import dev.gander.client.GanderClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A running server, its folder, its model and a client. JUnit closes it with its store.
///
/// @param extensions of new chats
record Surroundings(
    Path folder,
    List<String> extensions,
    ScriptedModel model,
    GanderServer server,
    GanderClient client)
    implements AutoCloseable {
  /// Requests besides those of the conversation would eat up the script; a keyring is not ours.
  private static final Map<String, String> QUIET =
      Map.of("GOOSE_DISABLE_SESSION_NAMING", "true", "GOOSE_DISABLE_KEYRING", "true");

  static Surroundings start(Wishes wishes, Consumer<GanderBuilder> change) {
    try {
      Path folder = Files.createTempDirectory("gander-test");
      ScriptedModel model = new ScriptedModel();
      GanderBuilder builder =
          Gander.builder()
              .home(folder)
              .variable("HOME", folder.toString())
              .variables(QUIET)
              .variables(wishes.environment())
              .provider(model.provider(), ScriptedModel.NAME);
      change.accept(builder);
      GanderServer server = builder.start();
      return new Surroundings(
          folder, wishes.extensions(), model, server, new GanderClient(server.uri(), server.key()));
    } catch (IOException e) {
      throw new UncheckedIOException("no server can be started for the test", e);
    }
  }

  Chat newChat() {
    return client.newChat(folder, extensions.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        // The record of a child that the server has ended may just have gone by itself.
        Files.deleteIfExists(file);
      }
    }
  }
}
