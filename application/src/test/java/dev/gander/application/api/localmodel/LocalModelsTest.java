package dev.gander.application.api.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.domain.download.DownloadNotFound;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.DownloadStatus;
import dev.gander.domain.download.Offline;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.localmodel.FeaturedModel;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.InvalidSpec;
import dev.gander.domain.localmodel.ModelNotFound;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.domain.localmodel.TokenSampling;
import dev.gander.domain.localmodel.ToolCalling;
import dev.gander.domain.localmodel.Vision;
import dev.gander.testkit.localmodel.InMemoryFileDownloads;
import dev.gander.testkit.localmodel.InMemoryLocalEngines;
import dev.gander.testkit.localmodel.InMemoryLocalModelRegistry;
import dev.gander.testkit.localmodel.InMemoryModelHub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalModelsTest {
  private static final String SMALL = "maker/Small-GGUF:Q4_K_M";
  private static final String LARGE = "maker/Large-GGUF:Q4_K_M";
  private static final String SEEING = "maker/Seeing-GGUF:Q4_K_M";
  private static final ModelSettings OF_SEEING =
      ModelSettings.USUAL.with(new Vision(true, 256, 0)).with(ToolCalling.FORCE_NATIVE);

  private final Map<Path, byte[]> files = new HashMap<>();
  private final InMemoryFileDownloads fetched = new InMemoryFileDownloads(files);
  private final InMemoryModelHub hub = new InMemoryModelHub();
  private final InMemoryLocalModelRegistry registry = new InMemoryLocalModelRegistry(files);
  private final InMemoryLocalEngines engines = new InMemoryLocalEngines(files);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final MachineModels known =
      new MachineModels(
          registry,
          fetched,
          List.of(
              new FeaturedModel(ModelSpec.parse(SMALL), null, ModelSettings.USUAL),
              new FeaturedModel(ModelSpec.parse(LARGE), null, ModelSettings.USUAL),
              new FeaturedModel(ModelSpec.parse(SEEING), "mmproj.gguf", OF_SEEING)));
  private final ModelDownloads downloads = new ModelDownloads(known, fetched);
  private long memory = 1000;

  private final ListLocalModels list = new ListLocalModels(known, fetched, engines, () -> memory);
  private final SyncFeaturedModels sync = new SyncFeaturedModels(known, hub, downloads, threads);
  private final DownloadModel download = new DownloadModel(hub, downloads);
  private final FollowModelDownload follow = new FollowModelDownload(known, downloads);
  private final DeleteLocalModel delete = new DeleteLocalModel(known, downloads, engines);
  private final EvictLocalModel evict = new EvictLocalModel(known, engines);
  private final SetUpLocalModel setUp = new SetUpLocalModel(known);

  @AfterEach
  void stop() {
    threads.close();
  }

  /// A repository whose files have as many bytes as they say.
  private void offer(String repository, String... names) {
    List<HubFile> all = new ArrayList<>();
    for (String name : names) {
      String[] parts = name.split(" ");
      int size = Integer.parseInt(parts[1]);
      all.add(new HubFile(parts[0], size, null));
      fetched.offer(fetched.addressInHub(repository, parts[0]), new byte[size]);
    }
    hub.add(repository, 1, all);
  }

  private void hold(String repository, String file, int size) {
    fetched.hold(fetched.addressInHub(repository, file), new byte[size]);
  }

  private LocalModel listed(String id) {
    return list.list().stream()
        .filter(model -> model.stored().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Path inFolder(String path) {
    return Path.of("/data/models").resolve(path);
  }

  private List<String> stored() {
    return registry.models().stream().map(StoredModel::id).toList();
  }

  @Test
  void offeredModelsAreListedWithoutAskingAnybody() {
    hub.fail(new Unavailable("nobody may be asked"));

    assertEquals(
        List.of(LARGE, SEEING, SMALL),
        list.list().stream().map(model -> model.stored().id()).toList());
    assertTrue(listed(SMALL).recommended());
    assertEquals("Small-Q4_K_M.gguf", listed(SMALL).stored().file().filename());
    assertInstanceOf(Presence.Missing.class, listed(SMALL).presence());
    assertNull(listed(SMALL).projector());
    assertInstanceOf(Presence.Missing.class, listed(SEEING).projector());
    assertEquals(List.of(), stored());
  }

  @Test
  void downloadedModelIsInTheRegistryAndFirstInTheList() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");

    assertEquals("zed/Tiny-GGUF:q8_0", download.start("zed/Tiny-GGUF:q8_0"));

    LocalModel first = list.list().getFirst();
    assertEquals("zed/Tiny-GGUF:q8_0", first.stored().id());
    assertEquals(new Presence.Here(), first.presence());
    assertEquals(80, first.size());
    assertEquals(DownloadStatus.COMPLETED, follow.progress("zed/Tiny-GGUF:q8_0").status());
    assertEquals("zed/Tiny-GGUF:q8_0-model", follow.progress("zed/Tiny-GGUF:q8_0").key());
    assertEquals(Set.of(inFolder("Tiny-Q8_0.gguf")), files.keySet());
  }

  @Test
  void shardsAreOneDownload() throws Exception {
    offer(
        "zed/Tiny-GGUF",
        "BF16/Tiny-BF16-00001-of-00002.gguf 60",
        "BF16/Tiny-BF16-00002-of-00002.gguf 70");

    download.start("zed/Tiny-GGUF:BF16");

    StoredModel model = registry.models().getFirst();
    assertEquals(130, model.size());
    assertEquals(
        List.of(
            inFolder("BF16/Tiny-BF16-00001-of-00002.gguf"),
            inFolder("BF16/Tiny-BF16-00002-of-00002.gguf")),
        model.paths());
    assertEquals(Set.copyOf(model.paths()), files.keySet());
    assertEquals(130, follow.progress(model.id()).downloaded());
  }

  @Test
  void fileForImagesComesAlong() throws Exception {
    offer("maker/Seeing-GGUF", "Seeing-Q4_K_M.gguf 40", "mmproj.gguf 9");

    download.start(SEEING);

    StoredModel model = registry.models().getFirst();
    assertEquals(new Vision(true, 256, 9), model.settings().vision());
    assertEquals(ToolCalling.FORCE_NATIVE, model.settings().toolCalling());
    assertEquals(9, files.get(inFolder("Seeing-GGUF/mmproj.gguf")).length);
    assertEquals(new Presence.Here(), listed(SEEING).projector());
  }

  @Test
  void modelIsOfUseWithoutItsFileForImages() throws Exception {
    offer("maker/Seeing-GGUF", "Seeing-Q4_K_M.gguf 40");

    download.start(SEEING);

    assertEquals(new Presence.Here(), listed(SEEING).presence());
    assertEquals(new Presence.Missing(), listed(SEEING).projector());
    offer("maker/Seeing-GGUF", "Seeing-Q4_K_M.gguf 40", "mmproj.gguf 9");
    sync.sync();
    assertEquals(new Presence.Here(), listed(SEEING).projector());
  }

  @Test
  void settingsSurviveAnotherDownload() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    download.start("zed/Tiny-GGUF:Q8_0");
    ModelSettings greedy = settings(new TokenSampling.Greedy());
    setUp.replace("zed/Tiny-GGUF:Q8_0", greedy);

    download.start("zed/Tiny-GGUF:Q8_0");

    assertEquals(greedy, setUp.read("zed/Tiny-GGUF:Q8_0"));
  }

  private static ModelSettings settings(TokenSampling sampling) {
    ModelSettings usual = ModelSettings.USUAL;
    return new ModelSettings(
        usual.computing(),
        sampling,
        usual.penalties(),
        5L,
        usual.toolCalling(),
        false,
        false,
        usual.template(),
        usual.vision(),
        null,
        null);
  }

  @Test
  void filesOfTwoAuthorsWithOneNameAreApart() throws Exception {
    offer("one/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    offer("two/Tiny-GGUF", "Tiny-Q8_0.gguf 90");

    download.start("one/Tiny-GGUF:Q8_0");
    download.start("two/Tiny-GGUF:Q8_0");

    assertEquals(
        Set.of(inFolder("Tiny-Q8_0.gguf"), inFolder("two--Tiny-GGUF/Tiny-Q8_0.gguf")),
        files.keySet());
  }

  @Test
  void runningDownloadIsShownAndNotStartedTwice() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    hold("zed/Tiny-GGUF", "Tiny-Q8_0.gguf", 80);
    download.start("zed/Tiny-GGUF:Q8_0");

    assertThrows(DownloadRunning.class, () -> download.start("zed/Tiny-GGUF:Q8_0"));

    assertTrue(
        listed("zed/Tiny-GGUF:Q8_0").presence() instanceof Presence.Coming(var progress)
            && progress.downloaded() == 40);
    assertFalse(known.isDownloaded(known.get("zed/Tiny-GGUF:Q8_0")));
  }

  @Test
  void refusedDownloadLeavesTheRegistryAlone() {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80", "Tiny-F16-00001-of-00002.gguf 5");
    fetched.close();

    assertThrows(InvalidSpec.class, () -> download.start("zed/Tiny-GGUF:F16"));
    assertThrows(InvalidSpec.class, () -> download.start("zed/Tiny-GGUF:Q5_0"));
    assertThrows(InvalidSpec.class, () -> download.start("zed/Nothing-GGUF:Q5_0"));
    assertThrows(InvalidSpec.class, () -> download.start("zed/Tiny-GGUF"));
    hub.fail(new Unavailable("down"));
    assertThrows(Unavailable.class, () -> download.start("zed/Tiny-GGUF:Q8_0"));

    assertEquals(List.of(), stored());
  }

  @Test
  void cancelledDownloadLeavesNoFile() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    hold("zed/Tiny-GGUF", "Tiny-Q8_0.gguf", 80);
    download.start("zed/Tiny-GGUF:Q8_0");

    follow.cancel("zed/Tiny-GGUF:Q8_0");

    assertEquals(DownloadStatus.CANCELLED, follow.progress("zed/Tiny-GGUF:Q8_0").status());
    assertFalse(fetched.isBegun(inFolder("Tiny-Q8_0.gguf")));
    assertEquals(new Presence.Missing(), listed("zed/Tiny-GGUF:Q8_0").presence());
  }

  @Test
  void partOfAnEarlierServerCanBeCancelledOnce() throws Exception {
    known.put(known.get(SMALL));
    fetched.leave(inFolder("Small-Q4_K_M.gguf"), 5);

    follow.cancel(SMALL);

    assertFalse(fetched.isBegun(inFolder("Small-Q4_K_M.gguf")));
    assertThrows(DownloadNotFound.class, () -> follow.cancel(SMALL));
    assertThrows(DownloadNotFound.class, () -> follow.progress(SMALL));
    assertThrows(DownloadNotFound.class, () -> follow.cancel("zed/Nothing:Q8_0"));
  }

  @Test
  void loadedModelIsListedAsSuchUntilItIsEvicted() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    String tiny = download.start("zed/Tiny-GGUF:Q8_0");
    assertFalse(listed(tiny).loaded());

    engines.load(inFolder("Tiny-Q8_0.gguf"));
    assertTrue(listed(tiny).loaded());
    assertFalse(listed(SMALL).loaded());

    evict.evict(SMALL);
    evict.evict("zed/Nothing:Q8_0");
    assertTrue(listed(tiny).loaded());
    evict.evict(tiny);
    assertFalse(listed(tiny).loaded());
  }

  @Test
  void modelThatIsHereAndCannotRunSaysWhy() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    String tiny = download.start("zed/Tiny-GGUF:Q8_0");
    assertNull(listed(tiny).obstacle());

    engines.obstruct(tiny, "its architecture is unknown");
    engines.obstruct(SMALL, "nobody asks before it is here");

    assertEquals("its architecture is unknown", listed(tiny).obstacle());
    assertNull(listed(SMALL).obstacle());
  }

  @Test
  void deletedModelTakesItsFilesAlong() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    offer("maker/Seeing-GGUF", "Seeing-Q4_K_M.gguf 40", "Seeing-Q8_0.gguf 80", "mmproj.gguf 9");
    download.start("zed/Tiny-GGUF:Q8_0");
    download.start(SEEING);
    download.start("maker/Seeing-GGUF:Q8_0");

    delete.delete("zed/Tiny-GGUF:Q8_0");
    delete.delete(SEEING);

    assertEquals(
        List.of(inFolder("Tiny-Q8_0.gguf"), inFolder("Seeing-Q4_K_M.gguf")), engines.unloaded());
    assertEquals(
        Set.of(inFolder("Seeing-Q8_0.gguf"), inFolder("Seeing-GGUF/mmproj.gguf")), files.keySet());
    assertEquals(List.of(SEEING, "maker/Seeing-GGUF:Q8_0"), stored());
    assertEquals(new Presence.Missing(), listed(SEEING).presence());
    delete.delete("maker/Seeing-GGUF:Q8_0");
    assertEquals(Set.of(), files.keySet());
    assertThrows(ModelNotFound.class, () -> delete.delete("zed/Tiny-GGUF:Q8_0"));
  }

  @Test
  void deletedModelIsNoLongerDownloaded() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");
    hold("zed/Tiny-GGUF", "Tiny-Q8_0.gguf", 80);
    download.start("zed/Tiny-GGUF:Q8_0");

    delete.delete("zed/Tiny-GGUF:Q8_0");
    fetched.letGo();

    assertEquals(Set.of(), files.keySet());
    assertEquals(List.of(), stored());
  }

  @Test
  void offeredModelCanBeSetUpBeforeItIsHere() {
    ModelSettings greedy = settings(new TokenSampling.Greedy());

    assertEquals(greedy, setUp.replace(SMALL, greedy));

    assertEquals(greedy, setUp.read(SMALL));
    assertEquals(List.of(SMALL), stored());
    assertThrows(ModelNotFound.class, () -> setUp.replace("zed/Nothing:Q8_0", greedy));
    assertThrows(ModelNotFound.class, () -> setUp.read("zed/Nothing:Q8_0"));
  }

  @Test
  void userDoesNotDecideWhatAModelUnderstands() {
    assertTrue(setUp.replace(SEEING, ModelSettings.USUAL).vision().capable());
    assertFalse(setUp.replace(SMALL, OF_SEEING).vision().capable());
    assertEquals(ToolCalling.FORCE_NATIVE, setUp.read(SMALL).toolCalling());
  }

  @Test
  void syncLooksUpWhatIsOfferedAndForgetsTheRest() throws Exception {
    offer("maker/Small-GGUF", "sub/small-Q4_K_M.gguf 100");
    offer("maker/Large-GGUF", "Large-Q4_K_M.gguf 900");
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80", "Tiny-Q4_0.gguf 40", "Tiny-F16.gguf 160");
    download.start("zed/Tiny-GGUF:Q8_0");
    hold("zed/Tiny-GGUF", "Tiny-Q4_0.gguf", 40);
    download.start("zed/Tiny-GGUF:Q4_0");
    hold("zed/Tiny-GGUF", "Tiny-F16.gguf", 160);
    download.start("zed/Tiny-GGUF:F16");
    follow.cancel("zed/Tiny-GGUF:F16");

    sync.sync();

    assertEquals(
        List.of("zed/Tiny-GGUF:Q8_0", "zed/Tiny-GGUF:Q4_0", SMALL, LARGE, SEEING), stored());
    assertEquals(100, listed(SMALL).size());
    assertEquals(inFolder("sub/small-Q4_K_M.gguf"), listed(SMALL).stored().file().path());
    assertEquals(0, listed(SEEING).size());
    assertTrue(listed(LARGE).recommended());
  }

  @Test
  void syncWithoutAHubKnowsTheNames() throws Exception {
    hub.fail(new Unavailable("down"));
    sync.sync();
    assertEquals(List.of(SMALL, LARGE, SEEING), stored());
  }

  @Test
  void syncOfflineSaysSo() {
    hub.fail(new Offline("GANDER_OFFLINE"));
    assertThrows(Offline.class, sync::sync);
    assertEquals(List.of(SMALL, LARGE, SEEING), stored());
  }

  @ParameterizedTest
  @CsvSource({"1000, Large", "899, Small", "99, Small"})
  void largestThatFitsIsRecommended(long free, String name) throws Exception {
    offer("maker/Small-GGUF", "Small-Q4_K_M.gguf 100");
    offer("maker/Large-GGUF", "Large-Q4_K_M.gguf 900");
    sync.sync();
    memory = free;

    List<String> recommended =
        list.list().stream()
            .filter(LocalModel::recommended)
            .map(model -> model.stored().id())
            .toList();

    assertEquals(List.of("maker/" + name + "-GGUF:Q4_K_M"), recommended);
  }

  @Test
  void variantsTellWhatFitsAndWhatIsHere() throws Exception {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 851", "Tiny-Q4_0.gguf 850", "Tiny-Q2_K.gguf 20");
    download.start("zed/Tiny-GGUF:Q2_K");
    ListVariants variants = new ListVariants(hub, known, fetched, () -> memory);

    RepositoryVariants found = variants.list("zed", "Tiny-GGUF");

    assertEquals(OptionalInt.of(1), found.recommended());
    assertEquals(List.of("Q2_K"), found.downloaded());
    assertEquals(1000, found.freeMemory());
    assertEquals(
        "https://hub.example/zed/Tiny-GGUF/resolve/main/Tiny-Q8_0.gguf",
        found.variants().getFirst().address());
  }

  @ParameterizedTest
  @CsvSource({"-1, 20", "0, 0", "7, 7", "50, 50", "51, 50", "9223372036854775807, 50"})
  void searchHasALimit(long asked, int most) throws Exception {
    for (int i = 0; i < 60; i++) {
      offer("zed/Tiny" + i, "Tiny-Q8_0.gguf 80", "../x-Q8_0.gguf 5");
    }
    List<FoundRepository> found = new SearchHub(hub, fetched).search("tiny", asked);

    assertEquals(most, found.size());
    found.forEach(one -> assertEquals(1, one.files().size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zed/Tiny-GGUF:Q8_0:Q8_0", "zed/../x:Q8_0", "zed/Tiny-GGUF:../../x"})
  void specificationDoesNotLeadOutOfTheFolder(String spec) {
    offer("zed/Tiny-GGUF", "Tiny-Q8_0.gguf 80");

    assertThrows(InvalidSpec.class, () -> download.start(spec));

    assertEquals(Map.of(), files);
  }
}
