/// Extensions: their configuration, and the ports for starting and using them. Start with
/// [ExtensionConfig] and [Extension].
@NullMarked
package dev.gander.domain.extension;

import org.jspecify.annotations.NullMarked;
