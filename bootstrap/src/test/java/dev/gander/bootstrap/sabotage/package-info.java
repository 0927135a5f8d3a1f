/// Code that tests put into the process of a server. It has a package of its own, which none of the
/// server's modules has: the loader looks for a module's packages in the module only.
@NullMarked
package dev.gander.bootstrap.sabotage;

import org.jspecify.annotations.NullMarked;
