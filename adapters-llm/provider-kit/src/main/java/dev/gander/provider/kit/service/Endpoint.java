package dev.gander.provider.kit.service;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.error.ProviderException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The address of a service and what each request to it carries. `base` ends with a slash and has
/// neither query nor credentials; `query` (may be empty, without `?`) is added to every address;
/// header names ignore case.
public record Endpoint(URI base, String query, Map<String, String> headers) {
  private static final String BASIC = "Basic ";

  /// Headers that the HTTP client sets itself and rejects.
  private static final Set<String> RESERVED =
      Set.of("host", "content-length", "connection", "upgrade", "expect");

  public Endpoint {
    TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> putChecked(sorted, name, value));
    headers = Collections.unmodifiableMap(sorted);
  }

  /// Reads an address as users write it. Credentials in it (`https://me:secret@host`) are sent as
  /// Basic authorization and replace the header of that name.
  ///
  /// @throws ProviderException if it is not an http(s) address; the message names the setting
  public static Endpoint of(
      String address, String setting, String query, Map<String, String> headers) {
    URI uri = parse(address, setting);
    TreeMap<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    if (uri.getRawUserInfo() != null) {
      byte[] credentials = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
      all.put("authorization", BASIC + Base64.getEncoder().encodeToString(credentials));
    }
    return new Endpoint(folder(uri), query, all);
  }

  /// Adds the secrets in it: headers and query parameters with the name of a secret. The path of a
  /// service names models and deployments, as its refusals do.
  void addTo(KnownSecrets known) {
    headers.forEach(
        (name, value) -> {
          if (SecretMask.namesSecret(name)) {
            known.addValues(Map.of(name, value));
          }
        });
    known.addAddress("?" + query);
  }

  /// The address of a path below the base.
  URI resolve(String path) {
    URI address = base.resolve(path.startsWith("/") ? path.substring(1) : path);
    if (query.isEmpty()) {
      return address;
    }
    return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
  }

  /// A name as one segment of a path, whatever users have typed.
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static URI parse(String address, String setting) {
    try {
      URI uri = new URI(address.strip());
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Reported below, without the address: it may contain a password.
    }
    throw new ProviderException.ExecutionError(
        setting + " is no address like https://host or http://host:port/path", null);
  }

  private static URI folder(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String slash = path.endsWith("/") ? "" : "/";
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path + slash);
  }

  private static void putChecked(Map<String, String> headers, String name, @Nullable String value) {
    if (value == null || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      return;
    }
    // The value is usually a secret, so it stays out of the message.
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        || value.chars().anyMatch(c -> (c < 32 && c != '\t') || c == 127 || c > 255)) {
      throw new ProviderException.ExecutionError(
          "The key or value for the header " + name + " has characters that HTTP cannot carry",
          null);
    }
    headers.put(name, value.strip());
  }
}
