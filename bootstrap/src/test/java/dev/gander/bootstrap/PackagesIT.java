package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packages as their users get them: installed in a Debian without Java, started, talked to,
/// stopped, and removed.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class PackagesIT {
  private static final List<String> SETTINGS =
      List.of(
          "GOOSE_HOST=127.0.0.1",
          "GOOSE_PORT=0",
          "GOOSE_TLS=false",
          "GOOSE_SERVER__SECRET_KEY=key",
          "GOOSE_PROVIDER=scripted",
          "GOOSE_MODEL=scripted",
          "GOOSE_MODE=auto");

  private static final String CACHE = "-XX:AOTCache=/opt/gander/lib/goosed.aot";

  /// The JVM gives up if it can't use its cache, instead of starting more slowly.
  private static final String WITH_CACHE = "GOOSED_JAVA_OPTS=-XX:AOTMode=on";

  private static final long MOST_OF_A_CONTAINER = 230_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static BuiltPackages packages;

  @TempDir Path own;
  private final List<SmallDebian> machines = new ArrayList<>();

  @BeforeAll
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  static void build() throws IOException, InterruptedException {
    BuiltPackages.require();
    packages = BuiltPackages.in(folder);
  }

  @AfterEach
  void throwMachinesAway() throws Exception {
    for (SmallDebian machine : machines) {
      machine.discard();
    }
  }

  @Test
  void theTarballAnswersWithinAMinuteWhereThereIsNoJava() throws Exception {
    SmallDebian machine = machine(List.of(packages.debian()));
    Files.copy(packages.file("-x64.tar.gz"), machine.path("/tmp/gander.tar.gz"));

    long start = System.nanoTime();
    machine.run("tar", "-xzf", "/tmp/gander.tar.gz", "-C", "/tmp");
    machine.run("sh", "-c", "sh /tmp/gander-*/install.sh");
    Process server = machine.start(command("/usr/local/bin/goosed", "HOME=/root", WITH_CACHE));
    assertEquals("Hello", answer(server, "/root", "!say Hello"));
    assertTrue(SmallDebian.arguments(server).contains(CACHE), SmallDebian.arguments(server));
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    System.out.println("From the tarball to the first answer: " + taken.toMillis() + " ms");
    assertTrue(taken.compareTo(PATIENCE) < 0, taken::toString);
    assertEquals(0, SmallDebian.stop(server));
  }

  @Test
  void elsewhereTheTarballWorksAsItIsAndMakesItsOwnCache() throws Exception {
    SmallDebian machine = machine(List.of(packages.debian()));
    Files.copy(packages.file("-x64.tar.gz"), machine.path("/tmp/gander.tar.gz"));
    machine.run("tar", "-xzf", "/tmp/gander.tar.gz", "-C", "/tmp");

    assertEquals(
        version(), machine.run("sh", "-c", "/tmp/gander-*/bin/goosed --version 2>/dev/null"));

    machine.run("sh", "-c", "sh /tmp/gander-*/install.sh /srv/gander /usr/bin");
    List<String> stamp = Files.readAllLines(machine.path("/srv/gander/lib/goosed.stamp"));
    assertEquals(List.of("/srv/gander/runtime", "/srv/gander"), stamp.subList(0, 2));
    assertTrue(
        Files.readAllLines(machine.path("/srv/gander/runtime/release")).contains(stamp.get(2)),
        stamp.toString());
    assertEquals(version(), machine.run(WITH_CACHE, "sh", "-c", "goosed --version 2>/dev/null"));
  }

  @Test
  void theDebIsInstalledUpgradedWithItsDataAndRemoved() throws Exception {
    SmallDebian machine = machine(List.of(packages.debian()));
    Files.copy(packages.file(".deb"), machine.path("/tmp/gander.deb"));
    machine.run("dpkg", "--install", "/tmp/gander.deb");
    assertEquals("600 root", machine.run("stat", "-c", "%a %U", "/etc/gander/secret.env").strip());
    String key = key(machine);
    Files.writeString(
        machine.path("/etc/gander/gander.env"),
        String.join("\n", SETTINGS).replace("GOOSE_SERVER__SECRET_KEY=key\n", "") + "\n",
        StandardOpenOption.APPEND);

    Process first = machine.start(service());
    String session = sessionThatSaid("Good morning", first, key);
    assertTrue(SmallDebian.arguments(first).contains(CACHE), SmallDebian.arguments(first));
    assertEquals(0, SmallDebian.stop(first));

    newer(machine.path("/tmp/gander.deb"), machine.path("/tmp/newer.deb"));
    machine.run("dpkg", "--install", "/tmp/newer.deb");
    assertEquals(key, key(machine));
    Process second = machine.start(service());
    try (ImageServer server = ImageServer.listening(second, key)) {
      assertTrue(JsonText.write(server.get("/sessions/" + session)).contains("Good morning"));
      SmallDebian.stop(second);
    }

    machine.run("dpkg", "--remove", "gander");
    assertFalse(machine.has("/opt/gander"));
    assertTrue(machine.has("/var/lib/gander/data/sessions/sessions.db"));
    machine.run("dpkg", "--purge", "gander");
    assertFalse(machine.has("/var/lib/gander"));
    assertFalse(machine.has("/etc/gander"));
    assertFalse(Files.readString(machine.path("/etc/passwd")).contains("gander"));
  }

  @Test
  void theContainerRunsReadOnlyForANobodyWithGitAndAShell() throws Exception {
    assertTrue(Files.size(packages.file("-oci.tar")) <= MOST_OF_A_CONTAINER);
    Path layout = Files.createDirectories(own.resolve("layout"));
    SmallDebian.succeed(
        "tar", "-xf", packages.file("-oci.tar").toString(), "-C", layout.toString());
    JsonObject index = object(layout.resolve("index.json"));
    JsonObject manifest =
        object(place(layout, objects(index, "manifests").findFirst().orElseThrow()));
    JsonObject image =
        object(place(layout, JsonFields.of(manifest).required("config", JsonFields::asObject)));
    SmallDebian machine =
        machine(objects(manifest, "layers").map(layer -> place(layout, layer)).toList());
    assertFalse(JsonText.write(image).contains("@"), image::toString);
    JsonObject config = JsonFields.of(image).required("config", JsonFields::asObject);

    Process server =
        machine
            .readOnlyFor(JsonFields.of(config).text("User"))
            .start(
                Stream.of(
                        strings(config, "Env"),
                        SETTINGS,
                        List.of(WITH_CACHE),
                        strings(config, "Entrypoint"),
                        strings(config, "Cmd"))
                    .flatMap(List::stream)
                    .toList());
    String said =
        events(
            server, "/data/work", "!tool shell {\"command\": \"git --version; id -u; touch /x\"}");
    assertTrue(SmallDebian.arguments(server).contains(CACHE), SmallDebian.arguments(server));
    SmallDebian.stop(server);

    assertTrue(said.contains("git version"), said);
    assertTrue(said.contains("65532"), said);
    assertTrue(said.contains("Read-only file system"), said);
  }

  @Test
  void aSecondBuildGivesTheSameBytes() throws Exception {
    SmallDebian.succeed(
        "tar",
        "-xzf",
        packages.file("-x64.tar.gz").toString(),
        "-C",
        own.toString(),
        "--wildcards",
        "--strip-components=2",
        "*/lib/*.aot");

    BuiltPackages second = packages.again(own.resolve("second"), own);

    List<String> first = packages.sums();
    List<String> sums = second.sums();
    assertTrue(sums.size() == 4, sums::toString);
    assertEquals(List.of(), sums.stream().filter(it -> !first.contains(it)).toList());
  }

  @Test
  void theUnitIsHardened() throws Exception {
    assumeTrue(NodeTools.hasProgram("systemd-analyze"), "needs systemd-analyze");
    String verdict =
        SmallDebian.succeed(
            "systemd-analyze",
            "security",
            "--offline=true",
            NodeTools.ROOT.resolve("packaging/debian/gander.service").toString());
    Matcher level =
        Pattern.compile("exposure level for gander.service: ([0-9.]+)").matcher(verdict);
    assertTrue(level.find(), verdict);
    assertTrue(Double.parseDouble(level.group(1)) <= 1.5, level.group());
  }

  @Test
  void eachJarIsInTheBillOfMaterialsWithItsLicence() throws Exception {
    JsonObject bill = object(packages.file("-bom.json"));
    var listed = new TreeSet<String>();
    for (JsonObject component : objects(bill, "components").toList()) {
      JsonFields fields = JsonFields.of(component);
      listed.add(fields.text("name") + "-" + fields.text("version") + ".jar");
      if (fields.text("type").equals("library")) {
        assertTrue(objects(component, "licenses").findAny().isPresent(), component::toString);
      }
    }
    var present = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(NodeTools.IMAGE.resolve("lib"))) {
      present.addAll(
          files
              .map(file -> file.getFileName().toString())
              .filter(
                  name ->
                      name.endsWith(".jar")
                          && !name.endsWith(version().substring(7).strip() + ".jar"))
              .collect(Collectors.toSet()));
    }
    present.removeAll(listed);
    assertEquals(new TreeSet<String>(), present);
  }

  private SmallDebian machine(List<Path> layers) throws IOException, InterruptedException {
    SmallDebian machine = SmallDebian.of(own.resolve("machine"), layers);
    machines.add(machine);
    return machine;
  }

  private static List<String> command(String program, String... more) {
    return Stream.of(SETTINGS, List.of(more), List.of(program, "agent"))
        .flatMap(List::stream)
        .toList();
  }

  /// What systemd would do with the unit, in short.
  private static List<String> service() {
    return List.of(
        "sh",
        "-euc",
        """
        unit=/usr/lib/systemd/system/gander.service
        set -a
        . /etc/gander/gander.env
        . /etc/gander/secret.env
        cd /var/lib/gander/work
        exec env $(sed -n 's/^Environment=//p' $unit) %s \
          setpriv --reuid=gander --regid=gander --clear-groups $(sed -n 's/^ExecStart=//p' $unit)
        """
            .formatted(WITH_CACHE));
  }

  private static String key(SmallDebian machine) throws IOException {
    Matcher key =
        Pattern.compile("GOOSE_SERVER__SECRET_KEY=([0-9a-f]{64})")
            .matcher(Files.readString(machine.path("/etc/gander/secret.env")));
    assertTrue(key.find());
    return key.group(1);
  }

  private String sessionThatSaid(String text, Process process, String key) throws Exception {
    ImageServer server = ImageServer.listening(process, key);
    String session = server.newSession(Path.of("/var/lib/gander/work"));
    assertEquals(text, server.answer(session, "!say " + text));
    return session;
  }

  /// The same as a later version.
  private void newer(Path deb, Path target) throws IOException, InterruptedException {
    Path tree = own.resolve("newer");
    SmallDebian.succeed("dpkg-deb", "--raw-extract", deb.toString(), tree.toString());
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceFirst("(?m)^(Version: .*)$", "$1+next"));
    SmallDebian.succeed("dpkg-deb", "-Znone", "--build", tree.toString(), target.toString());
  }

  /// What the model and the tools of a new session say.
  private static String answer(Process process, String workingFolder, String text)
      throws Exception {
    ImageServer server = ImageServer.listening(process);
    String session = server.newSession(Path.of(workingFolder));
    return server.answer(session, text);
  }

  /// All that a client hears of a turn in a new session.
  private static String events(Process process, String workingFolder, String text)
      throws Exception {
    ImageServer server = ImageServer.listening(process);
    try (var events = server.reply(server.newSession(Path.of(workingFolder)), text)) {
      return events.map(JsonText::write).collect(Collectors.joining("\n"));
    }
  }

  /// Where a blob lies in a layout.
  private static Path place(Path layout, JsonObject descriptor) {
    return layout
        .resolve("blobs")
        .resolve(JsonFields.of(descriptor).text("digest").replace(':', '/'));
  }

  private static Stream<JsonObject> objects(JsonObject object, String name) {
    return JsonFields.of(object).required(name, JsonFields.listOf(JsonFields::asObject)).stream();
  }

  private static List<String> strings(JsonObject object, String name) {
    return JsonFields.of(object).required(name, JsonFields.listOf(JsonFields::asText));
  }

  private static JsonObject object(Path file) throws IOException {
    return JsonFields.asObject(JsonText.parse(Files.readString(file)));
  }

  private static String version() {
    return "goosed " + Main.class.getModule().getDescriptor().rawVersion().orElseThrow() + "\n";
  }
}
