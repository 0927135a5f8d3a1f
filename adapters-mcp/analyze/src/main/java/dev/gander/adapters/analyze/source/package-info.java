/// What is known about a source file, as plain records without native memory. Start with [Outline].
@NullMarked
package dev.gander.adapters.analyze.source;

import org.jspecify.annotations.NullMarked;
