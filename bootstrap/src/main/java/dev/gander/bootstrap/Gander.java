package dev.gander.bootstrap;

import dev.gander.application.Application;
import dev.gander.application.api.UseCases;
import dev.gander.bootstrap.ondemand.OnDemandObservers;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tunnel.LocalServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The agent with this machine's files, model services and extensions, without any transport. Embed
/// it with [#open], and call its use cases; [GanderServer] adds HTTP.
public final class Gander implements AutoCloseable {
  /// Extensions may take three seconds to end, and the whole program no longer.
  private static final Duration END = Duration.ofMillis(2500);

  private final Resources resources;
  private final Stores stores;
  private final Application application;
  private final OnDemandObservers observers;

  private Gander(
      Resources resources, Stores stores, Application application, OnDemandObservers observers) {
    this.resources = resources;
    this.stores = stores;
    this.application = application;
    this.observers = observers;
  }

  /// Prepares an agent or a server with parts of the caller's own.
  public static GanderBuilder builder() {
    return new GanderBuilder();
  }

  /// Creates an agent; its files are opened and its schedules run in the background.
  public static Gander open(Environment environment) {
    Gander gander =
        opening(environment, null, KnownSecrets.of(environment.variables()), HandedIn.NOTHING);
    gander.begin();
    return gander;
  }

  /// Creates an agent whose files are opened when first needed.
  ///
  /// @param secrets gets whatever must not be shown
  static Gander create(Environment environment, KnownSecrets secrets) {
    return create(environment, null, secrets, HandedIn.NOTHING, _ -> {});
  }

  /// Creates an agent that records its model calls. Its sessions are opened meanwhile, in the
  /// background: that takes as long as all of this, and the first use need not wait for it.
  ///
  /// @param cassette the file to record to; null for no recording
  /// @param secrets gets whatever must not be shown
  /// @param handedIn by the embedding program
  /// @throws StorageException if the file cannot be written, or contains something else
  static Gander opening(
      Environment environment, @Nullable Path cassette, KnownSecrets secrets, HandedIn handedIn) {
    return create(environment, cassette, secrets, handedIn, Stores::openSoon);
  }

  private static Gander create(
      Environment environment,
      @Nullable Path cassette,
      KnownSecrets secrets,
      HandedIn handedIn,
      Consumer<Stores> first) {
    Resources resources = new Resources();
    try {
      IdSource ids = () -> UUID.randomUUID().toString();
      OnDemandObservers observers =
          resources.keep(
              new OnDemandObservers(environment.variables(), ProgramVersion.current(), secrets));
      Stores stores = Stores.of(environment, resources, ids, observers.observer());
      first.accept(stores);
      Application application =
          new Application(
              new ApplicationPorts(
                      environment,
                      resources,
                      ids,
                      stores,
                      cassette,
                      secrets,
                      handedIn,
                      observers.observer())
                  .ports());
      resources.keep(application, END);
      return new Gander(resources, stores, application, observers);
    } catch (RuntimeException e) {
      resources.closeAfter(e);
      throw e;
    }
  }

  /// Begins what is done in the background: runs schedules, reads limits.
  void begin() {
    stores.readLimitsSoon();
    application.startSchedules();
    observers.loadSoon();
  }

  /// See [Application#serveAt].
  void serveAt(LocalServer server) {
    application.serveAt(server);
  }

  /// Everything that clients can do.
  public UseCases useCases() {
    return application.useCases();
  }

  /// See [Application#drain].
  void drain() {
    application.drain();
  }

  /// See [Application#isBusy].
  boolean isBusy() {
    return application.isBusy();
  }

  /// How long nobody has asked for anything over HTTP; zero while something is not over.
  Duration idle() {
    return isBusy() ? Duration.ZERO : useCases().operating().requests().idle();
  }

  /// Ends turns and subscriptions; no new turn can start. Does not wait.
  void endTurns() {
    application.endTurns();
  }

  /// Ends the turns, stops extensions, closes the files. Takes a few seconds at most.
  @Override
  public void close() {
    resources.close();
  }
}
