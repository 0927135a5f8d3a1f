/// Extensions: their configuration, and the ports to start and use one. Start with
/// [ExtensionConfig] and [Extension].
@NullMarked
package dev.gander.domain.extension;

import org.jspecify.annotations.NullMarked;
