import { Anchor, Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys } from '../../api/keys.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import type { GuidePlace } from '../../ui/guide/guide-context.ts';
import { GUIDE_PAGES, QUESTIONS, type GuidePage } from '../../ui/guide/guide-pages.ts';
import { readGuide, type GuideBlock, type GuidePiece } from '../../ui/guide/guide-text.ts';
import { fetchGuidePage, pictureAddress } from './guide-files.ts';
import classes from './guide.module.css';

interface GuideDrawerProps {
  readonly place: GuidePlace;
  readonly onGo: (place: GuidePlace) => void;
  readonly onClose: () => void;
}

/** The guide beside the screen: the page that was asked for, and the way to the others. */
export function GuideDrawer({ place, onGo, onClose }: GuideDrawerProps) {
  const t = useT();
  const language = useLanguage();
  const page: GuidePage = 'page' in place ? place.page : 'questions';
  const question = 'question' in place ? QUESTIONS.indexOf(place.question) : null;
  const { data } = useQuery({
    queryKey: keys.guide(language, page),
    queryFn: () => fetchGuidePage(language, page),
    staleTime: Infinity,
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('guide.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <nav className={classes.pages} aria-label={t('guide.pages')}>
        {GUIDE_PAGES.map((one) => (
          <Button
            key={one}
            size="compact-xs"
            variant={one === page ? 'light' : 'subtle'}
            aria-current={one === page ? 'page' : undefined}
            onClick={() => onGo({ page: one })}
          >
            {t(`guide.page.${one}`)}
          </Button>
        ))}
      </nav>
      {data !== undefined && (
        <Page key={`${page} ${question}`} blocks={readGuide(data)} heading={question} onGo={onGo} />
      )}
    </Drawer>
  );
}

interface PageProps {
  readonly blocks: readonly GuideBlock[];
  /** Which heading to begin at, counted from 0; `null` begins at the top. */
  readonly heading: number | null;
  readonly onGo: (place: GuidePlace) => void;
}

function Page({ blocks, heading, onGo }: PageProps) {
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    const page = article.current;
    const wanted = heading === null ? page?.previousElementSibling : page?.querySelectorAll('h3')[heading];
    wanted?.scrollIntoView({ block: 'start' });
  }, [heading]);
  return (
    <article className={classes.page} ref={article}>
      {blocks.map((block, index) => (
        <Block key={index} block={block} onGo={onGo} />
      ))}
    </article>
  );
}

function Block({ block, onGo }: { readonly block: GuideBlock; readonly onGo: PageProps['onGo'] }) {
  switch (block.kind) {
    case 'title':
      return <h2>{piecesOf(block.pieces, onGo)}</h2>;
    case 'heading':
      return <h3>{piecesOf(block.pieces, onGo)}</h3>;
    case 'paragraph':
      return <p>{piecesOf(block.pieces, onGo)}</p>;
    case 'bullets':
      return <ul>{itemsOf(block.items, onGo)}</ul>;
    case 'steps':
      return <ol>{itemsOf(block.items, onGo)}</ol>;
    case 'picture': {
      const address = pictureAddress(block.target);
      return address === null ? null : <img className={classes.picture} src={address} alt={block.alt} />;
    }
  }
}

function itemsOf(items: readonly (readonly GuidePiece[])[], onGo: PageProps['onGo']) {
  return items.map((pieces, index) => <li key={index}>{piecesOf(pieces, onGo)}</li>);
}

function piecesOf(pieces: readonly GuidePiece[], onGo: PageProps['onGo']) {
  return pieces.map((piece, index) => <Piece key={index} piece={piece} onGo={onGo} />);
}

function Piece({ piece, onGo }: { readonly piece: GuidePiece; readonly onGo: PageProps['onGo'] }) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'link': {
      const page = GUIDE_PAGES.find((one) => piece.target === `${one}.md`);
      if (page === undefined) return piece.text;
      return (
        <Anchor component="button" type="button" inherit onClick={() => onGo({ page })}>
          {piece.text}
        </Anchor>
      );
    }
  }
}
