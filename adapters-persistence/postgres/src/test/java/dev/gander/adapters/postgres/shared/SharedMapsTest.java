package dev.gander.adapters.postgres.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.prompts.FilePromptTemplates;
import dev.gander.adapters.persistence.prompts.StoredPromptTemplates;
import dev.gander.adapters.persistence.providers.StoredCustomProviders;
import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.adapters.persistence.settings.YamlToolPermissions;
import dev.gander.adapters.persistence.sources.FileRecipes;
import dev.gander.adapters.persistence.sources.SharedRecipes;
import dev.gander.adapters.postgres.TwoServers;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.StoredMapContract;
import dev.gander.testkit.database.PostgresServer;
import dev.gander.testkit.permission.ToolPermissionsContract;
import dev.gander.testkit.recipe.RecipeFilesContract;
import dev.gander.testkit.store.CustomProvidersContract;
import dev.gander.testkit.store.PromptTemplatesContract;
import dev.gander.testkit.store.SecretStoreContract;
import dev.gander.testkit.store.SettingsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What two servers share in maps, and the stores on them.
class SharedMapsTest {
  @RegisterExtension
  static final TwoServers SERVERS =
      new TwoServers(List.of(SharedMaps.TABLES), "INSERT INTO shared_map_state VALUES (0)");

  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String OLD = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  @TempDir Path folder;
  private SharedMaps here;
  private SharedMaps there;

  @BeforeEach
  void open() {
    here = new SharedMaps(SERVERS.first());
    there = new SharedMaps(SERVERS.second());
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private static String stored(String name) {
    return SERVERS
        .first()
        .read(
            handle ->
                handle
                    .createQuery("SELECT content FROM shared_map WHERE name = :name")
                    .bind("name", name)
                    .map(row -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                    .one());
  }

  @Test
  void whatCannotBeReadYetFailsAtOnce() {
    String address = PostgresServer.shared().address("wrong", "currentSchema=later");
    try (PostgresDatabase away =
            new PostgresDatabase(
                new ClusterSettings(address, "test", "n", 2, Duration.ofMinutes(5)),
                List.of(SharedMaps.TABLES),
                Unobserved.INSTANCE);
        SharedMaps maps = new SharedMaps(away)) {
      assertThrows(StorageException.class, maps.map("config")::read);
      assertThrows(StorageException.class, maps.map("config")::readUnlessBroken);
    }
  }

  @Nested
  class Plain implements StoredMapContract {
    @Override
    public StoredMap map() {
      return here.map("config");
    }

    @Override
    public StoredMap elsewhere() {
      return there.map("config");
    }

    @Test
    void mapsAreIndependent() {
      map().edit(_ -> JsonObject.of("a", Json.of(1)));
      here.map("other").edit(_ -> JsonObject.of("b", Json.of(2)));

      assertEquals(JsonObject.of("a", Json.of(1)), map().read());
    }
  }

  @Nested
  class Sealed implements StoredMapContract {
    @Override
    public StoredMap map() {
      return here.sealed("secrets", MapSeal.of(KEY));
    }

    @Override
    public StoredMap elsewhere() {
      return there.sealed("secrets", MapSeal.of(KEY));
    }

    @Test
    void theDatabaseCannotReadIt() {
      map().edit(_ -> JsonObject.of("NAME", Json.of("sk-123")));

      String first = stored("secrets");
      assertFalse(first.contains("sk-123") || first.contains("NAME"), first);
      map().edit(_ -> JsonObject.of("NAME", Json.of("sk-124")));
      map().edit(_ -> JsonObject.of("NAME", Json.of("sk-123")));
      assertFalse(stored("secrets").equals(first), "the same secrets look different");
    }

    @Test
    void aServerWithAnotherKeyReadsAndWritesNothing() {
      map().edit(_ -> JsonObject.of("NAME", Json.of("sk-123")));
      String before = stored("secrets");
      StoredMap other = there.sealed("secrets", MapSeal.of(OLD));

      assertThrows(StorageException.class, other::read);
      assertEquals(Optional.empty(), other.readUnlessBroken());
      assertThrows(StorageException.class, () -> other.edit(_ -> JsonObject.EMPTY));
      assertEquals(before, stored("secrets"));
      assertThrows(StorageException.class, () -> there.map("secrets").read());
    }

    @Test
    void aNewKeyTakesOver() {
      there.sealed("secrets", MapSeal.of(OLD)).edit(_ -> JsonObject.of("A", Json.of("a")));
      StoredMap both = here.sealed("secrets", MapSeal.of(KEY + ", " + OLD));
      assertEquals(JsonObject.of("A", Json.of("a")), both.read());

      both.edit(old -> old.with("B", Json.of("b")));

      assertEquals(Set.of("A", "B"), map().read().members().keySet());
    }

    @Test
    void noMapPassesForAnother() {
      here.sealed("other", MapSeal.of(KEY)).edit(_ -> JsonObject.of("A", Json.of("a")));
      SERVERS.first().write(handle -> handle.execute("UPDATE shared_map SET name = 'secrets'"));

      assertThrows(StorageException.class, there.sealed("secrets", MapSeal.of(KEY))::read);
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndNotRepeated() {
      for (String bad : List.of("secret", "c2VjcmV0", KEY + "," + "x", "")) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> MapSeal.of(bad));
        assertFalse(bad.length() > 1 && refused.text().contains(bad));
      }
    }
  }

  @Nested
  class OfSettings implements SettingsContract {
    private static Settings settings(Map<String, String> environment, SharedMaps maps, Path file) {
      return new YamlSettings(environment, "Linux", null, file, maps.map("config"));
    }

    private Settings settings(Map<String, String> environment, SharedMaps maps) {
      return settings(environment, maps, folder.resolve("config.yaml"));
    }

    @Test
    void theFileOfAServerIsBelow() throws IOException {
      Path file = Files.writeString(folder.resolve("own.yaml"), "A: file\nB: file\n");
      Settings settings = settings(Map.of(), here, file);

      settings.put("A", Json.of("shared"));

      assertEquals(Optional.of(Json.of("shared")), settings.find("A"));
      assertEquals(Optional.of(Json.of("file")), settings.find("B"));
      assertEquals("A: file\nB: file\n", Files.readString(file));
    }

    @Override
    public Settings settings() {
      return settings(Map.of("FROM_ENV", "42"), here);
    }

    @Test
    void whatOneServerSetsTheOtherHasUnlessItsEnvironmentSaysOtherwise() throws Exception {
      Settings other = settings(Map.of("GOOSE_MODE", "auto"), there);
      assertEquals(Optional.empty(), other.find("GOOSE_MODEL"));

      settings().put("GOOSE_MODEL", Json.of("m"));
      settings().put("GOOSE_MODE", Json.of("approve"));

      Eventually.holds(() -> other.find("GOOSE_MODEL").isPresent());
      assertEquals(Optional.of(Json.of("auto")), other.find("GOOSE_MODE"));
    }
  }

  @Nested
  class OfSecrets implements SecretStoreContract {
    @Override
    public SecretStore secrets() {
      return new FileSecretStore(
          Map.of("FROM_ENV", "from-env"), here.sealed("secrets", MapSeal.of(KEY)));
    }
  }

  @Nested
  class OfPermissions implements ToolPermissionsContract {
    @Override
    public ToolPermissions permissions() {
      return new YamlToolPermissions(here.map("permissions"));
    }
  }

  @Nested
  class OfProviders implements CustomProvidersContract {
    @Override
    public CustomProviders custom() {
      return new StoredCustomProviders(here.map("custom_providers"), Set.of("openai"));
    }
  }

  @Nested
  class OfPrompts implements PromptTemplatesContract {
    @Override
    public PromptTemplates prompts() {
      return new StoredPromptTemplates(
          here.map("prompts"), new FilePromptTemplates(folder)::builtIn);
    }
  }

  @Nested
  class OfRecipes implements RecipeFilesContract {
    private RecipeFiles first;
    private RecipeFiles second;

    @BeforeEach
    void recipes() throws IOException {
      first = recipes("one", here);
      second = recipes("two", there);
    }

    private RecipeFiles recipes(String server, SharedMaps maps) throws IOException {
      Path root = Files.createDirectories(folder.toRealPath().resolve(server));
      Map<String, String> environment =
          Map.of("GOOSE_PATH_ROOT", root.toString(), "HOME", root.toString());
      return new SharedRecipes(
          new FileRecipes(GoosePaths.of(environment, "Linux", root), Map.of(), root),
          maps.map("recipes"));
    }

    @Override
    public RecipeFiles files() {
      return first;
    }

    @Override
    public Path written(String path, String text) {
      try {
        Path file = first.library().resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file.getParent().toRealPath().resolve(file.getFileName()), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Test
    void aRecipeIsMadeChangedAndDeletedForBoth() throws Exception {
      Path file = first.create("tidy", "one");
      Path copy = second.library().resolve("tidy.yaml");
      Eventually.holds(() -> second.all().size() == 1);
      assertEquals("one", second.read(copy));
      assertEquals("tidy-1.yaml", second.create("tidy", "x").getFileName().toString());

      second.replace(copy.toRealPath(), "two");
      Eventually.holds(() -> first.read(file).equals("two"));

      first.delete(file);
      Eventually.holds(() -> second.all().size() == 1);
      assertFalse(Files.exists(copy));
    }

    @Test
    void nothingLeadsOutOfTheLibrary() {
      here.map("recipes").edit(_ -> JsonObject.of("../evil.yaml", Json.of("x")));

      assertTrue(first.all().isEmpty());
      assertFalse(Files.exists(first.library().resolve("../evil.yaml")));
    }
  }
}
