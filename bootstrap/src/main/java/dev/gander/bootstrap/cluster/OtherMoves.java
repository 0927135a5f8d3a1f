package dev.gander.bootstrap.cluster;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.own.SqlOwnRows;
import dev.gander.adapters.persistence.schedules.FileFireLedger;
import dev.gander.adapters.persistence.schedules.FileRunHistory;
import dev.gander.adapters.persistence.schedules.FileScheduleStore;
import dev.gander.adapters.persistence.settings.PlainFiles;
import dev.gander.adapters.persistence.sources.FileRecipes;
import dev.gander.adapters.persistence.tables.OwnStoreTables;
import dev.gander.application.api.program.Chore.Destination;
import dev.gander.bootstrap.cluster.FolderShelf.Form;
import dev.gander.bootstrap.keeping.ChosenSecrets;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.cluster.SharedSchedules;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.OwnState;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What is moved besides sessions.
final class OtherMoves implements AutoCloseable {
  private final Map<String, String> variables;
  private final GoosePaths paths;
  private final ChosenSecrets secrets;
  private final ClusterStores cluster;
  private final OwnDatabase own;
  private final Path copies;

  OtherMoves(
      Map<String, String> variables,
      GoosePaths paths,
      ChosenSecrets secrets,
      ClusterStores cluster) {
    this.variables = variables;
    this.paths = paths;
    this.secrets = secrets;
    this.cluster = cluster;
    own = new OwnDatabase(paths.ownDatabase(), OwnStoreTables.ALL);
    copies = OwnState.MIGRATED.in(paths.state());
  }

  /// @param told what came of each kind, as soon as it is known
  List<MoveOutcome> run(Destination destination, boolean isReplacing, Consumer<MoveOutcome> told)
      throws InterruptedException {
    List<MoveOutcome> outcomes = new ArrayList<>();
    Consumer<MoveOutcome> noted = outcomes::add;
    Consumer<MoveOutcome> each = noted.andThen(told);
    boolean isToFiles = destination == Destination.FILES;
    for (Pair pair : pairs()) {
      each.accept(
          new ShelfMove(
                  pair.kind(),
                  isToFiles ? pair.shared() : pair.here(),
                  isToFiles ? pair.here() : pair.shared(),
                  isReplacing)
              .run());
    }
    SharedSchedules here = schedulesHere();
    SharedSchedules shared = cluster.schedules(copies.resolve("scheduled_recipes"));
    each.accept(
        new ScheduleMove(isToFiles ? shared : here, isToFiles ? here : shared, isReplacing).run());
    if (isToFiles || own.exists()) {
      OwnRows mine = new SqlOwnRows(own, OwnStoreTables.ALL);
      OwnRows all = cluster.ownRows();
      each.accept(new OwnMove(isToFiles ? all : mine, isToFiles ? mine : all, isReplacing).run());
    }
    return outcomes;
  }

  private record Pair(String kind, Shelf here, Shelf shared) {}

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    pairs.add(
        pair("settings", Shelf.of(PlainFiles.settings(paths.configFile())), ClusterParts.SETTINGS));
    pairs.add(
        pair(
            "permissions",
            Shelf.of(PlainFiles.permissions(paths.permissionsFile())),
            ClusterParts.PERMISSIONS));
    pairs.add(
        pair(
            "custom providers",
            new FolderShelf(paths.customProviders(), Form.privateJson()),
            ClusterParts.PROVIDERS));
    pairs.add(
        pair("prompts", new FolderShelf(paths.prompts(), Form.texts(".md")), ClusterParts.PROMPTS));
    pairs.add(
        pair(
            "recipes",
            new FolderShelf(library(), Form.texts(".yaml", ".yml", ".json")),
            ClusterParts.RECIPES));
    sharedSecrets()
        .ifPresent(
            shared ->
                pairs.add(new Pair("secrets", Shelf.of(secrets.unhidden()), Shelf.of(shared))));
    return pairs;
  }

  private Optional<StoredMap> sharedSecrets() {
    return new ClusterParts(cluster, variables).sealedSecrets();
  }

  /// Whether there is a key for them.
  boolean movesSecrets() {
    return sharedSecrets().isPresent();
  }

  private Pair pair(String kind, Shelf here, String shared) {
    return new Pair(kind, here, Shelf.of(cluster.map(shared)));
  }

  private Path library() {
    return new FileRecipes(paths, variables, paths.home()).library();
  }

  private SharedSchedules schedulesHere() {
    Path ours = paths.data().resolve("gander");
    return new SharedSchedules(
        new FileScheduleStore(paths.data()),
        new FileFireLedger(ours, "migrate", _ -> false),
        new FileRunHistory(ours));
  }

  @Override
  public void close() {
    own.close();
    if (Files.isDirectory(copies)) {
      try (Stream<Path> files = Files.walk(copies)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new StorageException(copies + " cannot be removed: " + e, e);
      }
    }
  }
}
