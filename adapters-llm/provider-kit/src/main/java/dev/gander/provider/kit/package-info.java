/// What all parts of the kit share.
@NullMarked
package dev.gander.provider.kit;

import org.jspecify.annotations.NullMarked;
