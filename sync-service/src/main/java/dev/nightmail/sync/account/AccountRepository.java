package dev.nightmail.sync.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The accounts that people edit, in the caller's transaction and of the caller's tenant only. */
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<Account, UUID> {

    Optional<Account> findByAddress(String address) {
        return find("address", address).firstResultOptional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Account> findToChange(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Likewise. */
    Optional<Account> findToChange(String address) {
        return find("address", address)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The oldest first, from the one made after that. */
    List<Account> list(UUID after, int limit) {
        return find("id > ?1 order by id", after).page(0, limit).list();
    }
}
