/// Connections over HTTP: the user's certificates and proxies, and redirects that hand no key to
/// strangers. Knows neither models nor providers. Start at [Connections].
@NullMarked
package dev.gander.provider.kit.http;

import org.jspecify.annotations.NullMarked;
