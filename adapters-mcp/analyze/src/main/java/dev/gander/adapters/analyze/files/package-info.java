/// Which files are read, and how. Start with [FoundFiles].
@NullMarked
package dev.gander.adapters.analyze.files;

import org.jspecify.annotations.NullMarked;
