/** Proofs that an application's own queries and mappings keep what a module promises. */
module dev.ashlar.contracts {
    requires transitive dev.ashlar.testkit;
    requires java.naming; // supertypes of SessionFactory
    requires static transitive dev.ashlar.audit;
    requires static transitive dev.ashlar.pagination;
    requires static transitive dev.ashlar.softdelete;

    exports dev.ashlar.contracts;
}
