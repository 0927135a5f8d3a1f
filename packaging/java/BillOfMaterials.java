import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells what an image is made of: `bom.json` (CycloneDX 1.6), `THIRD-PARTY.md`, and the texts of
/// licences and notices out of the jars, in `licenses`. The same input gives the same bytes. Part of
/// `packaging/package.sh`, run from its source:
///
///     java BillOfMaterials.java IMAGE LIBRARIES VERSION DATE FOLDER
///
/// LIBRARIES is what `dependency:list` has written, with the names of files in the local Maven
/// repository: what a licence is called stands in the POM beside a jar, or in one of its parents.
final class BillOfMaterials {
  private static final Pattern LIBRARY =
      Pattern.compile(
          "^\\s+([^:\\s]+):([^:]+):jar:(?:[^:]+:)?([^:]+):(?:compile|runtime):(\\S+\\.jar)");
  private static final Pattern PAPER =
      Pattern.compile(
          "(?:.*/)?(?:[^/]*-)?(?:licen[cs]es?|notice|copying)(?:[.-][^/]*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARENT = Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL);
  private static final Pattern LICENSE = Pattern.compile("<license>(.*?)</license>", Pattern.DOTALL);

  /// How POMs write the names of licences, and what SPDX calls these.
  private static final Map<Pattern, String> SPDX =
      Stream.of(
              "Apache-2.0=.*apache.*2(\\.0)?([^0-9].*)?",
              "MIT-0=.*mit-0.*",
              "MIT=(the )?mit( license)?",
              "BSD-2-Clause=.*bsd.*2.*",
              "BSD-3-Clause=.*(bsd.*3|revised bsd|3-clause).*",
              "EPL-2.0=.*(epl|eclipse public license).*2.*",
              "BSD-3-Clause=.*bsd.*")
          .map(row -> row.split("=", 2))
          .collect(
              Collectors.toMap(
                  row -> Pattern.compile(row[1], Pattern.CASE_INSENSITIVE),
                  row -> row[0],
                  (first, _) -> first,
                  LinkedHashMap::new));

  private final String version;
  private final String date;
  private final Path folder;
  private final List<Library> libraries;
  private final Map<String, String> papersByDigest = new LinkedHashMap<>();

  private record Library(
      String group, String artifact, String version, Path jar, List<License> licenses) {
    String purl() {
      return "pkg:maven/%s/%s@%s?type=jar".formatted(group, artifact, version);
    }

    String name() {
      return artifact + "-" + version;
    }
  }

  private record License(String name, String url) {
    /// What SPDX calls it, if that is known.
    Optional<String> id() {
      return SPDX.entrySet().stream()
          .filter(row -> row.getKey().matcher(name.strip()).matches())
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private BillOfMaterials(List<Library> libraries, String version, String date, Path folder) {
    this.libraries = libraries;
    this.version = version;
    this.date = date;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    var jars = jars(Path.of(arguments[0]));
    var libraries =
        Files.readAllLines(Path.of(arguments[1])).stream()
            .map(LIBRARY::matcher)
            .filter(Matcher::find)
            .filter(row -> !row.group(1).equals("dev.gander"))
            .map(BillOfMaterials::library)
            .filter(library -> jars.contains(library.jar().getFileName().toString()))
            .sorted(Comparator.comparing(Library::purl))
            .toList();
    if (libraries.isEmpty()) {
      throw new IllegalArgumentException("no library of the image in " + arguments[1]);
    }
    new BillOfMaterials(libraries, arguments[2], arguments[3], Path.of(arguments[4])).write();
  }

  private static Set<String> jars(Path image) throws IOException {
    try (var files = Files.walk(image)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .collect(Collectors.toSet());
    }
  }

  private static Library library(Matcher row) {
    var jar = Path.of(row.group(4));
    var pom = Path.of(jar.toString().replaceFirst("\\.jar$", ".pom"));
    var path = row.group(1).replace('.', '/') + "/" + row.group(2) + "/" + row.group(3);
    var repository = jar.getParent();
    for (int i = 0; i < Path.of(path).getNameCount(); i++) {
      repository = repository.getParent();
    }
    return new Library(row.group(1), row.group(2), row.group(3), jar, licenses(pom, repository));
  }

  private static List<License> licenses(Path pom, Path repository) {
    if (!Files.exists(pom)) {
      return List.of();
    }
    var text = read(pom);
    var own =
        LICENSE
            .matcher(text)
            .results()
            .map(found -> new License(element("name", found.group(1)), element("url", found.group(1))))
            .toList();
    var parent = PARENT.matcher(text);
    if (!own.isEmpty() || !parent.find()) {
      return own;
    }
    var name = element("artifactId", parent.group(1));
    var version = element("version", parent.group(1));
    return licenses(
        repository
            .resolve(element("groupId", parent.group(1)).replace('.', '/'))
            .resolve(name)
            .resolve(version)
            .resolve(name + "-" + version + ".pom"),
        repository);
  }

  private static String element(String name, String xml) {
    var found = Pattern.compile("<" + name + ">\\s*(.*?)\\s*</", Pattern.DOTALL).matcher(xml);
    return found.find() ? found.group(1).replaceAll("\\s+", " ").replace("&amp;", "&") : "";
  }

  private void write() throws IOException {
    Files.createDirectories(folder.resolve("licenses"));
    var rows = new ArrayList<String>();
    for (var library : libraries) {
      var names =
          library.licenses().stream()
              .map(license -> license.id().orElse(license.name()))
              .distinct()
              .collect(Collectors.joining(" or "));
      rows.add(
          "| %s:%s | %s | %s | %s |"
              .formatted(
                  library.group(),
                  library.artifact(),
                  library.version(),
                  names.isEmpty() ? "see its texts" : names,
                  texts(library)));
    }
    Files.writeString(
        folder.resolve("THIRD-PARTY.md"),
        """
        # Libraries in Gander %s

        Each with its licence, and with the licence and notice texts that its jar contains, which are in `licenses`; a
        text that several jars contain is there once. Where a jar has none, the address of its licence is given.
        The texts of the Java runtime, where a package has one, are in `runtime/legal`.

        | Library | Version | Licence | Texts |
        |---|---|---|---|
        %s
        """
            .formatted(version, String.join("\n", rows)));
    Files.writeString(folder.resolve("bom.json"), bom());
  }

  private String texts(Library library) throws IOException {
    var found = new LinkedHashSet<String>();
    try (var jar = new JarFile(library.jar().toFile())) {
      var papers =
          jar.stream()
              .filter(entry -> !entry.isDirectory() && PAPER.matcher(entry.getName()).matches())
              .filter(entry -> !entry.getName().matches(".*\\.(class|java|xml|properties)"))
              .sorted(Comparator.comparing(JarEntry::getName))
              .toList();
      for (var entry : papers) {
        try (var text = jar.getInputStream(entry)) {
          found.add(keep(library, entry.getName(), text));
        }
      }
    }
    if (found.isEmpty()) {
      library.licenses().forEach(license -> found.add(license.url()));
    }
    return String.join(", ", found);
  }

  private String keep(Library library, String entry, InputStream text) throws IOException {
    var bytes = text.readAllBytes();
    var known = papersByDigest.get(sha256(bytes));
    if (known != null) {
      return known;
    }
    var plain = library.name() + "-" + entry.substring(entry.lastIndexOf('/') + 1);
    var name = plain;
    for (int i = 2; Files.exists(folder.resolve("licenses").resolve(name)); i++) {
      name = plain + "-" + i;
    }
    Files.write(folder.resolve("licenses").resolve(name), bytes);
    papersByDigest.put(sha256(bytes), name);
    return name;
  }

  private String bom() {
    var components = libraries.stream().map(this::component).collect(Collectors.joining(",\n    "));
    var serial = UUID.nameUUIDFromBytes((version + components).getBytes(StandardCharsets.UTF_8));
    var refs = list(libraries, library -> quoted(library.purl()));
    return """
        {
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "serialNumber": "urn:uuid:%s",
          "version": 1,
          "metadata": {
            "timestamp": "%s",
            "component": {"type": "application", "bom-ref": "gander", "name": "gander", "version": "%s",
              "licenses": [{"license": {"id": "Apache-2.0"}}]}
          },
          "components": [
            %s,
            {"type": "platform", "bom-ref": "java", "name": "Java runtime of packages that bring one",
              "version": "%s", "supplier": {"name": %s}}
          ],
          "dependencies": [{"ref": "gander", "dependsOn": [%s]}]
        }
        """
        .formatted(
            serial,
            date,
            version,
            components,
            Runtime.version(),
            quoted(System.getProperty("java.vendor")),
            refs);
  }

  private String component(Library library) {
    return """
        {"type": "library", "bom-ref": %1$s, "group": %2$s, "name": %3$s, "version": %4$s, "purl": %1$s,
              "hashes": [{"alg": "SHA-256", "content": "%5$s"}],
              "licenses": [%6$s]}"""
        .formatted(
            quoted(library.purl()),
            quoted(library.group()),
            quoted(library.artifact()),
            quoted(library.version()),
            sha256(library.jar()),
            list(library.licenses(), BillOfMaterials::licence));
  }

  private static String licence(License license) {
    var name =
        license.id().map(id -> "\"id\": " + quoted(id)).orElse("\"name\": " + quoted(license.name()));
    var url = license.url().isEmpty() ? "" : ", \"url\": " + quoted(license.url());
    return "{\"license\": {" + name + url + "}}";
  }

  private static <T> String list(List<T> values, Function<T, String> written) {
    return values.stream().map(written).collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String sha256(Path file) {
    try {
      return sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
