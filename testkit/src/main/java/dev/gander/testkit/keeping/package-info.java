/// Contracts and twins for what is kept on disk.
@NullMarked
package dev.gander.testkit.keeping;

import org.jspecify.annotations.NullMarked;
