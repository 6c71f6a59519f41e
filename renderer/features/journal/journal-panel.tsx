import type { JournalEntryView } from '../../../contract/areas/audit.ts';
import { formatCount } from '../../../contract/values/money.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { zoned } from '../../ui/dates.ts';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { SidePanel, PanelSection } from '../../ui/side-panel.tsx';
import { whoText } from '../../ui/who-text.ts';
import { factTexts } from './journal-text.ts';
import classes from './journal.module.css';

interface JournalPanelProps {
  readonly entry: JournalEntryView;
  readonly onClose: () => void;
}

/** All that the journal keeps of a line, in words, and its place in the chain. */
export function JournalPanel({ entry, onClose }: JournalPanelProps) {
  const t = useT();
  const { companies } = useSession();
  const { seq, at, who, role, kind, companyId, subject, details, hash } = entry;
  const company = companies.find((one) => one.companyId === companyId);
  const facts = factTexts(t, details);
  const number = formatCount(seq);
  const before =
    seq === 1 ? t('journal.panel.first') : t('journal.panel.after', { seq: formatCount(seq - 1) });
  return (
    <SidePanel
      label={t('journal.panel.label', { seq: number })}
      title={t(`journal.kinds.${kind}`)}
      subtitle={t('journal.panel.label', { seq: number })}
      onClose={onClose}
    >
      <div className={classes.facts}>
        <FactList>
          <Fact name={t('journal.column.at')}>
            {t('journal.panel.moment', { moment: zoned(at).toFormat('dd.MM.yyyy HH:mm:ss') })}
          </Fact>
          <Fact name={t('journal.column.who')}>
            {role === 'app' ? whoText(t, who) : `${whoText(t, who)}, ${t(`common.role.${role}`)}`}
          </Fact>
          {subject !== '' && <Fact name={t('journal.column.subject')}>{subject}</Fact>}
          <Fact name={t('journal.filter.company')}>
            {company?.name ?? companyId ?? t('journal.panel.noCompany')}
          </Fact>
          {facts.length > 0 && (
            <Fact name={t('journal.column.details')}>
              {facts.map((fact, index) => (
                <div key={index}>{fact}</div>
              ))}
            </Fact>
          )}
        </FactList>
      </div>
      <PanelSection title={t('journal.panel.chain')}>
        <p className={classes.before}>{before}</p>
        <code className={classes.hash} aria-label={t('journal.panel.hash')}>
          {hash}
        </code>
      </PanelSection>
    </SidePanel>
  );
}
