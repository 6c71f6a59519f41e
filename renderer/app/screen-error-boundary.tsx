import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';

interface BoundaryProps {
  /** Another value forgets the failure: a failed screen must not follow the person to the next one. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failedKey: string | null;
}

/** Keeps a screen that failed to draw from taking the window with it. */
export class ScreenErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override readonly state: BoundaryState = { failedKey: null };

  override componentDidCatch(): void {
    this.setState({ failedKey: this.props.resetKey });
  }

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failedKey: '' };
  }

  override render(): ReactNode {
    const { failedKey } = this.state;
    if (failedKey === null || (failedKey !== '' && failedKey !== this.props.resetKey))
      return this.props.children;
    return <FailedScreen onRetry={() => this.setState({ failedKey: null })} />;
  }
}

function FailedScreen({ onRetry }: { readonly onRetry: () => void }) {
  const t = useT();
  return (
    <Screen title={t('common.failed.title')}>
      <Notice
        tone="warning"
        role="alert"
        title={t('common.failed.happened')}
        actions={
          <Button variant="default" size="xs" onClick={onRetry}>
            {t('common.failed.retry')}
          </Button>
        }
      >
        {t('common.failed.next')}
      </Notice>
    </Screen>
  );
}
