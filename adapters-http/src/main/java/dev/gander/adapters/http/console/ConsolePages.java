package dev.gander.adapters.http.console;

import dev.gander.adapters.http.access.SignInRoutes;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.EntityTag;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.peer.ConsoleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The files of the console. They hold nothing of this server and need no key; what they call does.
/// Nothing is read before a browser comes.
public final class ConsolePages {
  static final String PATH = "/gander/v1/console";

  /// Scripts and styles are our files, and what sanitizes the texts of others has a name; pictures
  /// may also be in the page itself.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
          + " img-src 'self' data: blob:; media-src 'self' data: blob:; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html dompurify";

  /// Those of every answer, and that it may be packed.
  private static final String VARY =
      "origin, access-control-request-method, access-control-request-headers, accept-encoding";

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy", POLICY,
          "referrer-policy", "no-referrer",
          "x-content-type-options", "nosniff",
          "cross-origin-opener-policy", "same-origin",
          "cross-origin-resource-policy", "same-origin",
          "vary", VARY);

  private static final String INDEX = "index.html";

  private final ConsoleFiles files;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable PackedFiles packed;

  public ConsolePages(ConsoleFiles files) {
    this.files = files;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("console", PATH, _ -> Answer.found("console/")),
        Route.get("console_page", PATH + "/", call -> file(call, INDEX)),
        Route.get("console_file", PATH + "/{file}", call -> file(call, call.path("file"))),
        Route.get(
            "console_folder_file",
            PATH + "/{folder}/{file}",
            call -> file(call, call.path("folder") + "/" + call.path("file"))),
        Route.get(
            "console_version_file",
            PATH + "/{version}/{folder}/{file}",
            call ->
                file(
                    call,
                    String.join(
                        "/", call.path("version"), call.path("folder"), call.path("file")))));
  }

  /// Whether a path is that of a file here, whether or not there is one.
  public static boolean contains(String path) {
    return path.equals(PATH) || (path.startsWith(PATH + "/") && !SignInRoutes.contain(path));
  }

  private Answer file(Call call, String path) {
    PackedFiles all = packed();
    PackedFiles.Packed file =
        all.find(path).orElseThrow(() -> new Refusal(404, "The console has no such file"));
    return EntityTag.on(body(file, call), call)
        .with(HEADERS)
        .with("cache-control", all.isLasting(path) ? LASTING : "no-cache");
  }

  /// The address of such a file names what is in it.
  private static final String LASTING = "public, max-age=31536000, immutable";

  private static Answer.Whole body(PackedFiles.Packed file, Call call) {
    return call.header("accept-encoding").filter(ConsolePages::takesGzip).isPresent()
        ? Answer.bytes(file.type(), file.gzip()).with("content-encoding", "gzip")
        : Answer.bytes(file.type(), file.plain());
  }

  /// `gzip`, `gzip;q=0.8`, but not `gzip;q=0`.
  private static boolean takesGzip(String accepted) {
    for (String coding : accepted.split(",", -1)) {
      String plain = coding.replace(" ", "");
      if (plain.equals("gzip") || (plain.startsWith("gzip;q=") && !plain.matches(".*=0\\.?0*"))) {
        return true;
      }
    }
    return false;
  }

  private PackedFiles packed() {
    PackedFiles known = packed;
    return known == null ? pack() : known;
  }

  private PackedFiles pack() {
    lock.lock();
    try {
      if (packed == null) {
        packed = PackedFiles.of(files.read());
      }
      return packed;
    } catch (IOException e) {
      throw new UncheckedIOException("the console cannot be read", e);
    } finally {
      lock.unlock();
    }
  }
}
