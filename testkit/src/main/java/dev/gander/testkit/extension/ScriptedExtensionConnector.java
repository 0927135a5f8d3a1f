package dev.gander.testkit.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Connects the extensions that a test offers by name, and records each start. Does not connect
/// configurations with other names.
public final class ScriptedExtensionConnector implements ExtensionConnector {
  private final Map<ExtensionKey, Start> starts = new ConcurrentHashMap<>();
  private final Map<ExtensionKey, Runnable> logins = new ConcurrentHashMap<>();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  /// Starts an extension, as [ExtensionConnector#connect] does.
  @FunctionalInterface
  public interface Start {
    ScriptedExtension start(ExtensionConfig config, ExtensionHost host) throws InterruptedException;
  }

  /// One successful start.
  public record Connection(
      ExtensionConfig config, ExtensionHost host, ScriptedExtension extension) {}

  /// The configuration of a child process with that name, as a test may add it to a session.
  public static ExtensionConfig.Stdio config(String name) {
    return new ExtensionConfig.Stdio(
        name,
        "",
        "scripted",
        List.of(),
        Map.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  /// Creates an extension for each start of that name.
  public ScriptedExtensionConnector offer(String name, Start start) {
    starts.put(ExtensionKey.of(name), start);
    return this;
  }

  /// Runs this for each login at the extension of that name.
  public ScriptedExtensionConnector offerLogin(String name, Runnable login) {
    logins.put(ExtensionKey.of(name), login);
    return this;
  }

  /// Returns this one extension; once it is closed, the next start gets a closed one.
  public ScriptedExtensionConnector offer(String name, ScriptedExtension extension) {
    return offer(name, (_, _) -> extension);
  }

  /// Fails each start of that name with this message.
  public ScriptedExtensionConnector refuse(String name, String message) {
    return offer(
        name,
        (_, _) -> {
          throw new ExtensionException(message, null);
        });
  }

  /// The successful starts so far, oldest first.
  public List<Connection> connections() {
    return List.copyOf(connections);
  }

  /// The latest start of that name.
  public Optional<Connection> latest(String name) {
    ExtensionKey key = ExtensionKey.of(name);
    return connections.reversed().stream()
        .filter(connection -> connection.config().key().equals(key))
        .findFirst();
  }

  @Override
  public boolean connects(ExtensionConfig config) {
    return starts.containsKey(config.key());
  }

  @Override
  public boolean logIn(ExtensionConfig config) {
    @Nullable Runnable login = logins.get(config.key());
    if (login == null) {
      return false;
    }
    login.run();
    return true;
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) throws InterruptedException {
    @Nullable Start start = starts.get(config.key());
    if (start == null) {
      throw new ExtensionException("Nobody offers " + config.name(), null);
    }
    ScriptedExtension extension = start.start(config, host);
    connections.add(new Connection(config, host, extension));
    return extension;
  }
}
