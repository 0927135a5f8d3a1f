/// Connections over HTTP: certificates, proxies, redirects. Start at `Connections`.
@NullMarked
package dev.gander.provider.kit.http;

import org.jspecify.annotations.NullMarked;
