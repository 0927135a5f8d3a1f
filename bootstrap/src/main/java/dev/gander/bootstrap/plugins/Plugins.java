package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.declared.ProviderId;
import dev.gander.domain.provider.signin.TokenCache;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/// The plug-ins in some folders. Each jar in such a folder is a plug-in, and so is each subfolder:
/// a jar with the libraries that it needs. Problems are logged with the plug-in's name, and affect
/// neither the server's start nor other plug-ins.
public final class Plugins {
  private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

  private final Predicate<String> taken;
  private final Duration patience;
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, Tokens> tokens = new HashMap<>();
  private final List<ProviderFactory> factories = new ArrayList<>();

  /// The owner of a token folder, named in the log.
  private record Tokens(TokenCache cache, String owner) {}

  private Plugins(Predicate<String> taken, Collection<TokenCache> caches, Duration patience) {
    this.taken = taken;
    this.patience = patience;
    caches.forEach(cache -> tokens.put(cache.topFolder(), new Tokens(cache, "Gander")));
  }

  /// The providers of all plug-ins, folder by folder, sorted by file name.
  ///
  /// @param folders need not exist
  /// @param taken the names that no plug-in may use
  /// @param caches the token caches that no plug-in may use
  /// @param patience the time limit for plug-in calls that should return at once
  public static List<ProviderFactory> in(
      List<Path> folders,
      Predicate<String> taken,
      Collection<TokenCache> caches,
      Duration patience) {
    Plugins plugins = new Plugins(taken, caches, patience);
    folders.stream().filter(Files::isDirectory).forEach(plugins::addAll);
    return List.copyOf(plugins.factories);
  }

  private void addAll(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Plugins::isPlugin)) {
      all.forEach(entries::add);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the folder of plug-ins " + folder + " cannot be read", e);
    }
    entries.stream().sorted().forEach(this::add);
  }

  private static boolean isPlugin(Path entry) {
    String name = entry.getFileName().toString();
    return !name.startsWith(".") && (Files.isDirectory(entry) || name.endsWith(".jar"));
  }

  private void add(Path entry) {
    try {
      Collection<ServiceLoader.Provider<ProviderFactory>> found = PluginLayer.of(entry).factories();
      if (found.isEmpty()) {
        throw new BadPlugin(
            "it provides no "
                + ProviderFactory.class.getName()
                + ", in no module-info and not in "
                + "META-INF/services");
      }
      found.forEach(factory -> add(entry, factory));
    } catch (BadPlugin e) {
      leftOut(entry, e);
    }
  }

  private void add(Path entry, ServiceLoader.Provider<ProviderFactory> found) {
    try {
      ProviderFactory factory = made(entry, found);
      LOG.log(Level.INFO, "plug-in {0}: provider {1}", entry, factory.name());
      factories.add(factory);
    } catch (BadPlugin e) {
      leftOut(entry, e);
    }
  }

  private static void leftOut(Path entry, BadPlugin problem) {
    Throwable cause = problem.getCause();
    LOG.log(
        Level.WARNING,
        "plug-in "
            + entry
            + " is left out: "
            + problem.getMessage()
            + (cause == null ? "" : System.lineSeparator() + BadPlugin.trace(cause)));
  }

  private ProviderFactory made(Path entry, ServiceLoader.Provider<ProviderFactory> found)
      throws BadPlugin {
    String plugin = entry.getFileName().toString();
    Guard guard = new Guard(plugin, new TimeLimit(plugin, patience));
    String type = found.type().getName();
    ProviderFactory factory;
    ProviderMetadata metadata;
    Optional<TokenCache> cache;
    try {
      factory = guard.limit().of("its constructor", found);
      metadata = guard.limit().of("metadata", factory::metadata);
      cache =
          Objects.requireNonNull(
              guard.limit().of("tokenCache", factory::tokenCache), "tokenCache() returned null");
    } catch (RuntimeException | Error e) {
      throw new BadPlugin(type + " failed: " + BadPlugin.reason(e), e);
    }
    if (metadata == null || !ProviderId.isValid(metadata.name())) {
      throw new BadPlugin(type + " has no name of small letters, digits, `_` and `-`");
    }
    claim(metadata.name(), entry);
    if (cache.isPresent()) {
      claim(cache.get(), entry);
    }
    return PluginProviderFactory.of(guard, metadata, cache, factory);
  }

  /// Providers of one plug-in may share their tokens.
  private void claim(TokenCache cache, Path entry) throws BadPlugin {
    Tokens own = new Tokens(cache, entry.toString());
    Tokens before = tokens.putIfAbsent(cache.topFolder(), own);
    if (before != null && !before.equals(own)) {
      throw new BadPlugin(
          "its tokens cannot be kept in "
              + cache.place()
              + ": "
              + before.owner()
              + " keeps tokens in "
              + before.cache().place());
    }
  }

  private void claim(String name, Path entry) throws BadPlugin {
    if (taken.test(name)) {
      throw new BadPlugin("Gander has a provider of the name '" + name + "' itself");
    }
    String owner = owners.putIfAbsent(name, entry.toString());
    if (owner != null) {
      throw new BadPlugin("the provider '" + name + "' is in " + owner + " already");
    }
  }
}
