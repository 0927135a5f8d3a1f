/// Connections over HTTP: the user's certificates and proxies, and redirects that never send keys
/// to other servers. Independent of models and providers. Start at [Connections].
@NullMarked
package dev.gander.connections;

import org.jspecify.annotations.NullMarked;
