package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.GanderException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An adapter that is loaded on first use, since its libraries on the module path would cost time
/// and memory on every start. An embedding program that has it on its own module path uses that
/// one; the image has it in a folder of `lib/on-demand` and loads it in its own layer, with modules
/// of the JDK that the program itself does without. Thread-safe.
public final class OnDemand<T> {
  private final Class<T> port;
  private final String module;
  private final String folder;
  private final Supplier<GanderException> missing;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable T loaded;

  /// @param module the module that provides the port
  /// @param folder its folder in `lib/on-demand`
  /// @param missing the exception to throw if it is not installed
  OnDemand(Class<T> port, String module, String folder, Supplier<GanderException> missing) {
    this.port = port;
    this.module = module;
    this.folder = folder;
    this.missing = missing;
  }

  T get() {
    lock.lock();
    try {
      if (loaded == null) {
        loaded = onModulePath().or(this::inImage).orElseThrow(missing);
      }
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  private Optional<T> onModulePath() {
    return ServiceLoader.load(port).findFirst();
  }

  private Optional<T> inImage() {
    ModuleLayer program = OnDemand.class.getModule().getLayer();
    Optional<Path> place = folder(folder);
    if (program == null || place.isEmpty()) {
      return Optional.empty();
    }
    ModuleFinder modules = ModuleFinder.of(place.get());
    if (modules.find(module).isEmpty()) {
      return Optional.empty();
    }
    Configuration configuration =
        program.configuration().resolve(modules, ModuleFinder.ofSystem(), Set.of(module));
    ModuleLayer layer =
        program.defineModulesWithOneLoader(configuration, OnDemand.class.getClassLoader());
    return ServiceLoader.load(layer, port).findFirst();
  }

  /// A folder of `lib/on-demand`, which only an image has. Empty if nobody knows where we are.
  static Optional<Path> folder(String name) {
    CodeSource source = OnDemand.class.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source)
        .map(it -> URI.create(it.getLocation().toString()))
        // Elsewhere we are in a jar of jars, which has nothing beside us.
        .filter(jar -> jar.getScheme().equals("file"))
        .map(Path::of)
        .map(jar -> jar.resolveSibling("on-demand").resolve(name));
  }
}
