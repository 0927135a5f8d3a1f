package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What `./gander package` makes of the built image.
///
/// @param debian the small Debian that the container image stands on
record BuiltPackages(Path folder, Path debian) {
  /// Skips the test where packages can't be made or tried; never in CI.
  static void require() throws IOException, InterruptedException {
    List<String> missing =
        Stream.of("mmdebstrap", "dpkg-deb", "unshare", "zstd")
            .filter(name -> !NodeTools.hasProgram(name))
            .toList();
    assertFalse(System.getenv("CI") != null && !missing.isEmpty(), () -> "CI has no " + missing);
    assumeTrue(missing.isEmpty(), () -> "needs " + missing);
    boolean mayMount =
        new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "chroot", "/", "true")
                .start()
                .waitFor()
            == 0;
    assumeTrue(mayMount, "needs root, and the right to mount");
  }

  static BuiltPackages in(Path folder) throws IOException, InterruptedException {
    make(folder, Map.of());
    return new BuiltPackages(folder, folder.resolve("build/base.tar"));
  }

  /// A second build of what contains the tree, with what two builds can't have in common taken from
  /// this one.
  BuiltPackages again(Path other, Path caches) throws IOException, InterruptedException {
    make(
        other,
        Map.of("GANDER_OCI_BASE", debian.toString(), "GANDER_AOT_CACHES", caches.toString()),
        "deb",
        "oci");
    return new BuiltPackages(other, debian);
  }

  private static void make(Path folder, Map<String, String> variables, String... kinds)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        NodeTools.ROOT.resolve("packaging/package.sh").toString(),
                        NodeTools.IMAGE.toString(),
                        folder.toString()),
                    Stream.of(kinds))
                .toList());
    builder.environment().putAll(variables);
    builder.environment().put("GANDER_JAVA_HOME", System.getProperty("java.home"));
    SmallDebian.succeed(builder);
  }

  /// A line for each file: its digest and its name.
  List<String> sums() throws IOException {
    return Files.readAllLines(folder.resolve("SHA256SUMS"));
  }

  Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
