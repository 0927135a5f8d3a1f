package dev.gander.bootstrap.cluster;

import dev.gander.adapters.persistence.prompts.StoredPromptTemplates;
import dev.gander.adapters.persistence.providers.StoredCustomProviders;
import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.adapters.persistence.settings.StoredSettingsFile;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.adapters.persistence.settings.YamlToolPermissions;
import dev.gander.adapters.persistence.sources.SharedRecipes;
import dev.gander.application.NodeTurns;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.recipe.RecipeFiles;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What servers of a cluster share where there are files on one machine. The environment of a
/// server still wins.
public record ClusterParts(ClusterStores stores, Map<String, String> variables) {
  private static final System.Logger LOG = System.getLogger(ClusterParts.class.getName());
  private static final String KEY = "GANDER_CLUSTER_KEY";
  static final String SETTINGS = "config";
  static final String PERMISSIONS = "permissions";
  static final String PROVIDERS = "custom_providers";
  static final String PROMPTS = "prompts";
  static final String RECIPES = "recipes";

  /// Above the file of this server, which is not written.
  public YamlSettings settings(String osName, @Nullable Path defaults, Path file) {
    return new YamlSettings(variables, osName, defaults, file, stores.map(SETTINGS));
  }

  public SettingsFile settingsFile() {
    return new StoredSettingsFile(stores.map(SETTINGS), stores.map(SETTINGS + ".bak"));
  }

  /// Empty without a key: nothing secret goes into the database then.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the key is none
  public Optional<SecretStore> secrets() {
    return sealedSecrets().map(map -> new FileSecretStore(variables, map));
  }

  /// The secrets as they are stored.
  Optional<StoredMap> sealedSecrets() {
    String keys = variables.getOrDefault(KEY, "");
    return keys.isBlank() ? Optional.empty() : Optional.of(stores.sealedMap("secrets", keys));
  }

  public ToolPermissions permissions() {
    return new YamlToolPermissions(stores.map(PERMISSIONS));
  }

  /// @param engines the installed ones
  public CustomProviders providers(Set<String> engines) {
    return new StoredCustomProviders(stores.map(PROVIDERS), engines);
  }

  /// @param shipped with the program
  public PromptTemplates prompts(PromptTemplates shipped) {
    return new StoredPromptTemplates(stores.map(PROMPTS), shipped::builtIn);
  }

  /// @param files of this server
  public RecipeFiles recipes(RecipeFiles files) {
    return new SharedRecipes(files, stores.map(RECIPES));
  }

  /// The servers of the cluster, this one among them from now on.
  public ClusterNodes join(NodeDescription self) {
    return stores.join(self, ClusterChoice.lease(variables));
  }

  /// What this server has for the turns of sessions.
  public NodeTurns.Here here(NodeDescription self) {
    return new NodeTurns.Here(self.labels(), join(self), Files::isDirectory);
  }

  /// What somebody may have relied on, and no longer counts.
  public void tellUnread(GoosePaths paths) {
    Stream.of(paths.permissionsFile(), paths.customProviders(), paths.prompts())
        .filter(Files::exists)
        .forEach(
            path ->
                LOG.log(
                    Level.WARNING,
                    "{0} is not read: the servers of a cluster share what is in their database",
                    path));
  }
}
