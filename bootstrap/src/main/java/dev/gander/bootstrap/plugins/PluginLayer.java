package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.ProviderFactory;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/// The modules of one plug-in, in their own layer above Gander's: they see Gander's modules, but
/// neither Gander nor other plug-ins see them. Two plug-ins can thus bring different versions of
/// one library, and the start-up module path does not grow.
record PluginLayer(ModuleLayer layer) {
  private static final String OWN = "dev.gander.";

  /// @throws BadPlugin if the modules cannot be read or do not fit together
  static PluginLayer of(Path entry) throws BadPlugin {
    ModuleLayer program = PluginLayer.class.getModule().getLayer();
    if (program == null) {
      throw new BadPlugin("plug-ins need Gander on the module path, not on the class path");
    }
    try {
      ModuleFinder modules = ModuleFinder.of(entry);
      Set<String> names = names(modules, program);
      return new PluginLayer(
          program.defineModulesWithOneLoader(
              program.configuration().resolve(modules, ModuleFinder.of(), names),
              PluginLayer.class.getClassLoader()));
    } catch (FindException
        | ResolutionException
        | LayerInstantiationException
        | SecurityException e) {
      throw new BadPlugin(reason(e), e);
    }
  }

  private static Set<String> names(ModuleFinder modules, ModuleLayer program) throws BadPlugin {
    Set<String> names =
        modules.findAll().stream()
            .map(ModuleReference::descriptor)
            .map(descriptor -> descriptor.name())
            .collect(Collectors.toUnmodifiableSet());
    if (names.isEmpty()) {
      throw new BadPlugin("there is no module in it");
    }
    for (String name : names) {
      if (name.startsWith(OWN) && program.findModule(name).isPresent()) {
        throw new BadPlugin("it brings " + name + " along, which is a part of Gander");
      }
    }
    return names;
  }

  /// The immediate cause is the most informative one, such as a jar that is not a zip file.
  private static String reason(RuntimeException failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause;
  }

  /// The factories in this layer, not yet instantiated.
  ///
  /// @throws BadPlugin if one is not a factory or cannot be loaded
  Collection<ServiceLoader.Provider<ProviderFactory>> factories() throws BadPlugin {
    List<ServiceLoader.Provider<ProviderFactory>> found = new ArrayList<>();
    try {
      Iterator<ServiceLoader.Provider<ProviderFactory>> all =
          ServiceLoader.load(layer, ProviderFactory.class).stream().iterator();
      while (all.hasNext()) {
        ServiceLoader.Provider<ProviderFactory> factory = all.next();
        // The loader continues with the parent layers, which are Gander's.
        if (factory.type().getModule().getLayer() == layer) {
          found.add(factory);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BadPlugin(BadPlugin.reason(e), e);
    }
    return found;
  }
}
